import dev.sightline.demo.scene.Scene;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// What people would call a scene of the demo world.
class Texts {

    private Texts() {}

    static String caption(Scene scene, Random random) {
        return String.join(" ", one(scene.style().words(), random), one(scene.hue().words(), random),
                one(scene.subject().words(), random), one(scene.place().words(), random), one(scene.time().words(), random));
    }

    /// Queries of two to five words of meaning, no two of them alike.
    static Set<String> queries(int count, long seed) {
        var random = new Random(seed);
        var queries = new LinkedHashSet<String>();
        while (queries.size() < count) {
            var scene = Scene.of(seed, random.nextInt(1_000_000));
            var parts = List.of(one(scene.style().words(), random), one(scene.hue().words(), random),
                    one(scene.subject().words(), random), one(scene.place().words(), random), one(scene.time().words(), random));
            var said = parts.stream().filter(_ -> random.nextInt(5) < 3).toList();
            if (!said.isEmpty()) {
                queries.add(String.join(" ", said));
            }
        }
        return queries;
    }

    private static String one(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
