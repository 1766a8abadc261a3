package dev.sightline.demo.scene;

import java.util.List;

/// The time of day, and the words for it, the plainest first.
public enum Time {
    DAY("by day", "in daylight", "on a sunny day", "in the daytime", "under a bright sky", "during the day"),
    SUNSET("at sunset", "at dusk", "in the evening", "at golden hour", "at sundown"),
    NIGHT(
            "at night",
            "after dark",
            "under the stars",
            "by moonlight",
            "on a starry night",
            "at nighttime",
            "in the dark");

    private final List<String> words;

    Time(String... words) {
        this.words = List.of(words);
    }

    public List<String> words() {
        return words;
    }
}
