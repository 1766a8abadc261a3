import dev.sightline.demo.labels.DemoWords;
import dev.sightline.demo.scene.Scene;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

/// What people write about a scene of the demo world, and what they search with.
class Texts {

    private static final int WORDS = 20_000;
    private static final String CONSONANTS = "bdfgklmnprstvz";
    private static final String VOWELS = "aeiou";

    private Texts() {}

    static String caption(Scene scene, Random random) {
        return String.join(" ", parts(scene, random));
    }

    private static List<String> parts(Scene scene, Random random) {
        return List.of(one(scene.style().words(), random), one(scene.hue().words(), random),
                one(scene.subject().words(), random), one(scene.place().words(), random), one(scene.time().words(), random));
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    /// Queries, no two of them alike: one to five things to see; three in ten also say an occasion and a town, two in ten
    /// an invented word.
    static List<String> queries(int count, long seed) {
        var random = new Random(seed);
        var queries = new LinkedHashSet<String>();
        while (queries.size() < count) {
            var scene = Scene.of(seed, random.nextInt(1_000_000));
            var said = new ArrayList<>(
                    parts(scene, random).stream().filter(_ -> random.nextInt(5) < 3).toList());
            if (random.nextInt(10) < 3) {
                said.add(DemoWords.of(seed, random.nextInt(1_000_000)).title());
            }
            if (random.nextInt(10) < 2) {
                said.add(invented(random));
            }
            if (!said.isEmpty()) {
                queries.add(String.join(" ", said));
            }
        }
        return new ArrayList<>(queries);
    }

    /// One of 20,000 words, some of them often and most of them rarely.
    static String invented(Random random) {
        int number = (int) Math.pow(WORDS, random.nextDouble());
        var word = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            word.append(CONSONANTS.charAt(number % CONSONANTS.length()));
            number /= CONSONANTS.length();
            word.append(VOWELS.charAt((number + i) % VOWELS.length()));
        }
        return word.toString();
    }
}
