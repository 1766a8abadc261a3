package dev.sightline.embedding.clip;

import dev.sightline.picture.Picture;
import dev.sightline.picture.Resampling;
import java.util.Locale;

/// What is done to a picture before a model sees it, as transformers' image processors do it on Pillow: resize, crop
/// the centre, bring the levels to the model's range.
final class Preprocessing {

    private final Resampling filter;
    private final Resize resize;
    private final int width;
    private final int height;
    private final Levels levels;
    private final float[][] inputs;

    /// @param width  of the crop, which must lie within what `resize` gives
    /// @param height of the crop
    Preprocessing(Resampling filter, Resize resize, int width, int height, Levels levels) {
        this.filter = filter;
        this.resize = resize;
        this.width = width;
        this.height = height;
        this.levels = levels;
        this.inputs = levels.inputs();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// @return `3 * height * width` values: all of red, then green, then blue; rows from the top
    float[] pixels(Picture picture) {
        byte[] rgb = cropped(picture).rgb();
        int plane = width * height;
        var values = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            values[i] = inputs[0][rgb[3 * i] & 255];
            values[plane + i] = inputs[1][rgb[3 * i + 1] & 255];
            values[2 * plane + i] = inputs[2][rgb[3 * i + 2] & 255];
        }
        return values;
    }

    Picture cropped(Picture picture) {
        int wholeWidth = resize.width(picture);
        int wholeHeight = resize.height(picture);
        int x = (wholeWidth - width) / 2;
        int y = (wholeHeight - height) / 2;
        return filter.resizeAndCrop(picture, wholeWidth, wholeHeight, x, y, width, height);
    }

    @Override
    public String toString() {
        return "%s to %s, centre %d x %d, %s"
                .formatted(filter.name().toLowerCase(Locale.ROOT), resize, width, height, levels);
    }
}
