package dev.sightline.embedding.clip;

import dev.sightline.embedding.Purpose;
import dev.sightline.picture.Picture;

/// A process of its own that embeds a text and a picture.
final class EmbedOnce {

    private EmbedOnce() {}

    public static void main(String... arguments) {
        try (var embedder =
                new ClipEmbedder(ModelFiles.demo(), new OnnxSettings(1, true), NativeLibraries.inTheUsualPlace())) {
            embedder.image(new Picture(1, 1, new byte[3]), Purpose.INDEX);
            System.out.println(embedder.text("a boat", Purpose.QUERY).dimension() + " values");
        }
    }
}
