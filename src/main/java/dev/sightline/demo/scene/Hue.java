package dev.sightline.demo.scene;

import java.util.List;

/// The colour of the subjects, and the words for it, the plainest first.
public enum Hue {
    RED(0xE0383B, "red", "crimson", "scarlet"),
    ORANGE(0xF5871F, "orange", "tangerine"),
    YELLOW(0xF8D030, "yellow", "golden"),
    GREEN(0x3DA853, "green", "emerald"),
    BLUE(0x2D6CDF, "blue", "azure"),
    PURPLE(0x8243C4, "purple", "violet"),
    PINK(0xF47DB9, "pink", "rose"),
    WHITE(0xF8F6F0, "white", "ivory");

    private final int rgb;
    private final List<String> words;

    Hue(int rgb, String... words) {
        this.rgb = rgb;
        this.words = List.of(words);
    }

    /// Red, green and blue, eight bits each.
    public int rgb() {
        return rgb;
    }

    public List<String> words() {
        return words;
    }
}
