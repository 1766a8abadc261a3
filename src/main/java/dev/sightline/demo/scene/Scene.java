package dev.sightline.demo.scene;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Everything that a caption can say about one picture.
///
/// @param count of the subjects, 1 to 3
/// @param seed  of all that is left open: shapes, positions, words
public record Scene(Style style, Subject subject, int count, Hue hue, Time time, Place place, long seed) {

    /// The scene of one picture of a collection.
    public static Scene of(long seed, int index) {
        var random = new Random(mix(seed * 1_000_003L + index));
        var subject = pick(random, Subject.values());
        return new Scene(
                pick(random, Style.values()),
                subject,
                1 + random.nextInt(3),
                pick(random, Hue.values()),
                pick(random, Time.values()),
                pickPlace(random, subject),
                random.nextLong());
    }

    private static Place pickPlace(Random random, Subject subject) {
        if (subject.habitat() != Habitat.WATER) {
            return pick(random, Place.values());
        }
        // Boats, fish and whales: half at sea, else on a lake; there is no lake in the desert.
        return random.nextBoolean()
                ? Place.SEA
                : pick(random, Place.HILLS, Place.FOREST, Place.CITY, Place.SNOW, Place.MEADOW);
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// The attributes in plain words: `origami`, `sailboat`, `2`, `red`, `night`, `sea`.
    public Map<Attribute, String> attributes() {
        var values = new EnumMap<Attribute, String>(Attribute.class);
        values.put(Attribute.STYLE, style.words().getFirst());
        values.put(Attribute.SUBJECT, subject.words().getFirst());
        values.put(Attribute.COUNT, String.valueOf(count));
        values.put(Attribute.COLOUR, hue.words().getFirst());
        values.put(Attribute.TIME, time.name().toLowerCase(Locale.ROOT));
        values.put(Attribute.PLACE, place.name().toLowerCase(Locale.ROOT));
        return values;
    }
}
