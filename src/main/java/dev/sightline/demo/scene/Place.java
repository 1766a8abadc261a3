package dev.sightline.demo.scene;

import java.util.List;

/// What lies around the subjects, and the words for it, the plainest first.
public enum Place {
    SEA(List.of("sea", "ocean", "seaside", "coast"), "by the sea", "at sea", "on the ocean", "at the coast"),
    HILLS(List.of("hills", "rolling hills", "hillside"), "in the hills", "among rolling hills", "near the hills"),
    FOREST(List.of("forest", "woods", "pine forest"), "in the forest", "in the woods", "among pine trees"),
    DESERT(List.of("desert", "sand dunes"), "in the desert", "among sand dunes", "among cactuses"),
    CITY(List.of("city", "skyline", "downtown"), "in the city", "in front of a skyline", "downtown", "in town"),
    SNOW(List.of("snow", "winter", "snowy landscape"), "in the snow", "in winter", "on a snowy plain"),
    MEADOW(
            List.of("meadow", "grassland", "field of flowers"),
            "in a meadow",
            "in a grassy field",
            "among wild flowers");

    private final List<String> nouns;
    private final List<String> words;

    Place(List<String> nouns, String... words) {
        this.nouns = nouns;
        this.words = List.of(words);
    }

    /// The place itself: `sea`.
    public List<String> nouns() {
        return nouns;
    }

    /// Where the subjects are: `by the sea`.
    public List<String> words() {
        return words;
    }
}
