package dev.sightline.demo.scene;

import java.util.List;

/// How a picture looks, and the words for it, the plainest first.
public enum Style {
    COMIC("comic", "comic book", "cartoon", "pop art", "comic strip"),
    NEON("neon", "glowing neon", "neon light", "neon sign"),
    ORIGAMI("origami", "folded paper", "paper craft", "folded-paper"),
    WATERCOLOUR("watercolour", "watercolor", "aquarelle", "painted"),
    PIXEL("pixel art", "8-bit", "pixelated", "retro game", "pixel"),
    BLUEPRINT("blueprint", "technical drawing", "technical plan"),
    MOSAIC("mosaic", "tile mosaic", "tiled"),
    PASTEL("pastel", "soft pastel", "flat minimal", "minimalist", "minimal");

    private final List<String> words;

    Style(String... words) {
        this.words = List.of(words);
    }

    public List<String> words() {
        return words;
    }
}
