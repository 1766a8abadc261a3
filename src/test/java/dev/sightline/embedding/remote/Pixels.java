package dev.sightline.embedding.remote;

import dev.sightline.picture.Picture;

/// Pictures that are large enough, and tell each other apart.
public final class Pixels {

    private Pixels() {}

    public static Picture of(int width, int height, int seed) {
        var rgb = new byte[width * height * 3];
        for (int i = 0; i < rgb.length; i++) {
            int x = i / 3 % width * 8 / width;
            int y = i / 3 / width * 8 / height;
            rgb[i] = (byte) ((x * 31 + y * 17 + seed * 59 + i % 3 * 97) * 13);
        }
        return new Picture(width, height, rgb);
    }
}
