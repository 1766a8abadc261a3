package dev.sightline.demo;

import static dev.sightline.demo.English.article;
import static dev.sightline.demo.English.capitalise;
import static dev.sightline.demo.English.join;
import static dev.sightline.demo.English.plural;

import dev.sightline.demo.scene.Attribute;
import dev.sightline.demo.scene.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/// Words captions in plain language, for all or some of a scene's attributes. The words follow from the scene's
/// seed and the order of the calls.
final class Captioner {

    private static final List<String> PICTURES =
            List.of("picture", "image", "illustration", "drawing", "scene", "photo", "artwork");

    private final Scene scene;
    private final Random random;

    Captioner(Scene scene) {
        this.scene = scene;
        this.random = new Random(scene.seed() + 7);
    }

    String title() {
        return capitalise(
                counted(scene.hue().words().getFirst(), scene.subject().words().getFirst()) + " "
                        + scene.time().words().getFirst());
    }

    Caption full() {
        var states = EnumSet.allOf(Attribute.class);
        return new Caption(capitalise(sentence(states)), statesOf(states));
    }

    List<Caption> alternatives(int count) {
        return IntStream.range(0, count).mapToObj(_ -> alternative()).toList();
    }

    private Caption alternative() {
        var states = randomStates();
        var text = random.nextInt(4) == 0 ? keywords(states) : sentence(states);
        return new Caption(text, statesOf(states));
    }

    /// "A red house" does not state a number: only words such as "one" or "two" do.
    private Set<Attribute> statesOf(EnumSet<Attribute> asked) {
        var states = EnumSet.copyOf(asked);
        if (scene.count() == 1 && asked.size() == Attribute.values().length) {
            states.remove(Attribute.COUNT);
        }
        return Collections.unmodifiableSet(states);
    }

    private EnumSet<Attribute> randomStates() {
        var states = EnumSet.noneOf(Attribute.class);
        int wanted = 1 + random.nextInt(4);
        var weighted = List.of(
                Attribute.STYLE,
                Attribute.STYLE,
                Attribute.SUBJECT,
                Attribute.SUBJECT,
                Attribute.COLOUR,
                Attribute.TIME,
                Attribute.PLACE,
                Attribute.COUNT);
        while (states.size() < wanted) {
            states.add(weighted.get(random.nextInt(weighted.size())));
        }
        if (states.contains(Attribute.COUNT)) {
            states.add(Attribute.SUBJECT);
        }
        return states;
    }

    private String sentence(Set<Attribute> states) {
        if (states.equals(Set.of(Attribute.STYLE))
                || states.equals(Set.of(Attribute.STYLE, Attribute.TIME))
                || states.equals(Set.of(Attribute.TIME))) {
            return stylePhrase(states);
        }
        var core = states.contains(Attribute.SUBJECT) ? nounPhrase(states) : bareScene(states);
        boolean placed =
                states.contains(Attribute.PLACE) && !scene.place().nouns().contains(core);
        var place = placed ? one(scene.place().words()) : "";
        var time = states.contains(Attribute.TIME) ? one(scene.time().words()) : "";
        if (!states.contains(Attribute.STYLE)) {
            return join(random.nextInt(4) == 0 ? pictureOf() : "", core, place, time);
        }
        var style = one(scene.style().words());
        return switch (random.nextInt(5)) {
            case 0 -> join(core, place, time) + ", " + style + " style";
            case 1 -> join(core, place, time, "in", style, "style");
            case 2 -> join(article(style), style, one(PICTURES), "of", core, place, time);
            case 3 -> join(style, one(PICTURES), "of", core, place, time);
            default -> join(style, core.replaceFirst("^(a|an|some) ", ""), place, time);
        };
    }

    private String stylePhrase(Set<Attribute> states) {
        var time = states.contains(Attribute.TIME) ? one(scene.time().words()) : "";
        if (!states.contains(Attribute.STYLE)) {
            return join(one(PICTURES), time);
        }
        var style = one(scene.style().words());
        return switch (random.nextInt(4)) {
            case 0 -> join(style, "style", time);
            case 1 -> join(one(PICTURES), time, "in", style, "style");
            case 2 -> join(article(style), style, one(PICTURES), time);
            default -> join(style, time);
        };
    }

    private String pictureOf() {
        var picture = one(PICTURES);
        return join(article(picture), picture, "of");
    }

    private String bareScene(Set<Attribute> states) {
        if (states.contains(Attribute.COLOUR)) {
            return "something " + one(scene.hue().words());
        }
        return one(scene.place().nouns());
    }

    private String keywords(Set<Attribute> states) {
        var words = new ArrayList<String>();
        if (states.contains(Attribute.SUBJECT)) {
            words.add(nounPhrase(states).replaceFirst("^(a|an|some) ", ""));
        } else if (states.contains(Attribute.COLOUR)) {
            words.add(one(scene.hue().words()));
        }
        if (states.contains(Attribute.STYLE)) {
            words.add(one(scene.style().words()));
        }
        if (states.contains(Attribute.PLACE)) {
            words.add(one(scene.place().nouns()));
        }
        if (states.contains(Attribute.TIME)) {
            words.add(one(scene.time().words())
                    .replaceFirst("^(at|in the|on a|by|in|under an?|under the|during the) ", ""));
        }
        Collections.shuffle(words, random);
        return String.join(" ", words);
    }

    private String nounPhrase(Set<Attribute> states) {
        var colour = states.contains(Attribute.COLOUR) ? one(scene.hue().words()) : "";
        var noun = one(scene.subject().words());
        if (states.contains(Attribute.COUNT)) {
            return states.size() == Attribute.values().length
                    ? counted(colour, noun)
                    : join(one(numbers()), colour, scene.count() == 1 ? noun : plural(noun));
        }
        if (scene.count() > 1 && random.nextBoolean()) {
            return join(random.nextInt(3) == 0 ? "some" : "", colour, plural(noun));
        }
        var phrase = join(colour, noun);
        return scene.count() == 1 && random.nextBoolean() ? join(article(phrase), phrase) : phrase;
    }

    private String counted(String colour, String noun) {
        var phrase = join(colour, scene.count() == 1 ? noun : plural(noun));
        return scene.count() == 1
                ? join(article(phrase), phrase)
                : join(numbers().getFirst(), phrase);
    }

    private List<String> numbers() {
        return switch (scene.count()) {
            case 1 -> List.of("one", "a single", "just one", "a lone");
            case 2 -> List.of("two", "a pair of", "2");
            default -> List.of("three", "a trio of", "3");
        };
    }

    private <T> T one(List<T> choices) {
        // The first word is the plainest one: prefer it.
        return random.nextInt(5) < 2 ? choices.getFirst() : choices.get(random.nextInt(choices.size()));
    }
}
