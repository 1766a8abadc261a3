package dev.sightline.picture;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

/// The pictures of `src/test/resources/picture/make.py`, and ways to compare pictures.
final class Pattern {

    private Pattern() {}

    private interface Colour {
        int at(int x, int y);
    }

    /// Every pixel differs from its neighbours.
    static Picture sharp(int width, int height) {
        return draw(width, height, (x, y) -> red(x, width) << 16 | green(y, height) << 8 | (x * y * 7 + x * 3) % 256);
    }

    /// Changes slowly, as lossy formats like it.
    static Picture soft(int width, int height) {
        return draw(width, height, (x, y) -> {
            int red = red(x, width);
            int green = green(y, height);
            return red << 16 | green << 8 | 255 - (red + green) / 2;
        });
    }

    private static int red(int x, int width) {
        return x * 255 / Math.max(width - 1, 1);
    }

    private static int green(int y, int height) {
        return y * 255 / Math.max(height - 1, 1);
    }

    private static Picture draw(int width, int height, Colour colour) {
        var rgb = new byte[width * height * 3];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = colour.at(x, y);
                rgb[at++] = (byte) (pixel >> 16);
                rgb[at++] = (byte) (pixel >> 8);
                rgb[at++] = (byte) pixel;
            }
        }
        return new Picture(width, height, rgb);
    }

    /// Opaque inside, transparent outside, a few steps between.
    static int discAlpha(int x, int y, int width, int height) {
        int squared = (2 * x - width) * (2 * x - width) + (2 * y - height) * (2 * y - height);
        return Math.clamp(4 * 255 - Math.floorDiv(5 * 255 * squared, width * height), 0, 255);
    }

    /// A picture under the disc, over white.
    static Picture behindDisc(Picture picture) {
        int width = picture.width();
        int height = picture.height();
        return draw(width, height, (x, y) -> overWhite(picture, x, y, discAlpha(x, y, width, height)));
    }

    static int overWhite(Picture picture, int x, int y, int alpha) {
        int pixel = 0;
        for (int i = 0; i < 3; i++) {
            int sample = picture.rgb()[(y * picture.width() + x) * 3 + i] & 0xFF;
            pixel = pixel << 8 | Math.round((sample * alpha + 255 * (255 - alpha)) / 255f);
        }
        return pixel;
    }

    static BufferedImage image(Picture picture, int type) {
        var image = new BufferedImage(picture.width(), picture.height(), type);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                image.setRGB(x, y, 0xFF000000 | pixel(picture, x, y));
            }
        }
        return image;
    }

    /// As `0xRRGGBB`.
    static int pixel(Picture picture, int x, int y) {
        return overWhite(picture, x, y, 255);
    }

    /// Shapes with sharp and with soft edges, lines, and noise like a camera's; the same for the same size.
    static BufferedImage scene(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        var random = new Random(20261121);
        var canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setPaint(new GradientPaint(0, 0, new Color(0x87B5E0), 0, height, new Color(0x4F6B3C)));
        canvas.fillRect(0, 0, width, height);
        for (int i = 0; i < 400; i++) {
            canvas.setColor(new Color(random.nextInt(0x1000000)));
            int size = height / (4 + random.nextInt(60));
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            switch (i % 3) {
                case 0 -> canvas.fillOval(x, y, size, size);
                case 1 -> canvas.fillRect(x, y, size, size / 2);
                default -> canvas.drawLine(x, y, random.nextInt(width), random.nextInt(height));
            }
        }
        canvas.dispose();
        byte[] samples = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (byte) Math.clamp((samples[i] & 0xFF) + (random.nextInt() >> 29), 0, 255);
        }
        return image;
    }

    /// The ratio of the greatest signal to the noise, of two pictures of one size.
    static double decibels(Picture picture, Picture other) {
        assertSameSize(picture, other);
        long sum = 0;
        for (int i = 0; i < picture.rgb().length; i++) {
            int difference = (picture.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF);
            sum += difference * difference;
        }
        return 10 * Math.log10(255.0 * 255 * picture.rgb().length / sum);
    }

    /// The mean difference of the samples of two pictures of one size, 0 to 255.
    static double difference(Picture picture, Picture other) {
        assertSameSize(picture, other);
        long sum = 0;
        for (int i = 0; i < picture.rgb().length; i++) {
            sum += Math.abs((picture.rgb()[i] & 0xFF) - (other.rgb()[i] & 0xFF));
        }
        return (double) sum / picture.rgb().length;
    }

    private static void assertSameSize(Picture picture, Picture other) {
        if (picture.width() != other.width() || picture.height() != other.height()) {
            throw new AssertionError("%d x %d against %d x %d"
                    .formatted(picture.width(), picture.height(), other.width(), other.height()));
        }
    }
}
