package dev.sightline.picture;

import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;

/// Counts the rows that a reader has decoded before it came to the end of its file: those after it are made up.
final class RowsBeforeEnd implements IIOReadUpdateListener {

    private final MemoryStream stream;
    private int count;

    RowsBeforeEnd(MemoryStream stream) {
        this.stream = stream;
    }

    /// In the last pass.
    int count() {
        return count;
    }

    @Override
    public void passStarted(
            ImageReader reader,
            BufferedImage image,
            int pass,
            int minPass,
            int maxPass,
            int x,
            int y,
            int stepX,
            int stepY,
            int[] bands) {
        if (!stream.isExhausted()) {
            count = 0;
        }
    }

    @Override
    public void imageUpdate(
            ImageReader reader,
            BufferedImage image,
            int x,
            int y,
            int width,
            int height,
            int stepX,
            int stepY,
            int[] bands) {
        if (!stream.isExhausted()) {
            count = y + height;
        }
    }

    @Override
    public void passComplete(ImageReader reader, BufferedImage image) {}

    @Override
    public void thumbnailPassStarted(
            ImageReader reader,
            BufferedImage image,
            int pass,
            int minPass,
            int maxPass,
            int x,
            int y,
            int stepX,
            int stepY,
            int[] bands) {}

    @Override
    public void thumbnailUpdate(
            ImageReader reader,
            BufferedImage image,
            int x,
            int y,
            int width,
            int height,
            int stepX,
            int stepY,
            int[] bands) {}

    @Override
    public void thumbnailPassComplete(ImageReader reader, BufferedImage image) {}
}
