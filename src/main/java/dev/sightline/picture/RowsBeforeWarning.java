package dev.sightline.picture;

import java.awt.image.BufferedImage;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadUpdateListener;
import javax.imageio.event.IIOReadWarningListener;

/// Counts the rows that a reader has decoded before it warned that something is missing: those after it are made up.
final class RowsBeforeWarning implements IIOReadUpdateListener, IIOReadWarningListener {

    private boolean warned;
    private int count;

    /// In the last pass.
    int count() {
        return count;
    }

    @Override
    public void warningOccurred(ImageReader reader, String warning) {
        warned = true;
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
        if (!warned) {
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
        if (!warned) {
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
