package dev.sightline.picture;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// The ways between the JDK's images and ours.
final class Readers {

    private Readers() {}

    static ImageReader jdk(String format, MemoryStream stream) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        reader.setInput(stream, true, true);
        return reader;
    }

    /// An image over a fresh array of `width * height * bands` bytes, its samples in the order of ours.
    ///
    /// @param bands 3, or 4 for one more sample a pixel
    static BufferedImage interleaved(int width, int height, int bands) {
        return interleaved(new byte[Math.multiplyExact(Math.multiplyExact(width, height), bands)], width, height);
    }

    static BufferedImage interleaved(byte[] samples, int width, int height) {
        int bands = samples.length / width / height;
        var raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length),
                width,
                height,
                width * bands,
                bands,
                bands == 3 ? new int[] {0, 1, 2} : new int[] {0, 1, 2, 3},
                null);
        var colours = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                bands == 4,
                false,
                bands == 4 ? Transparency.TRANSLUCENT : Transparency.OPAQUE,
                DataBuffer.TYPE_BYTE);
        return new BufferedImage(colours, raster, false, null);
    }

    /// The pixels of an image of any kind, over white.
    static byte[] rgb(BufferedImage image) {
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            return swapped(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        }
        int width = image.getWidth();
        int height = image.getHeight();
        var rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        var row = new int[width];
        int out = 0;
        for (int y = 0; y < height; y++) {
            row(image, y, row);
            for (int argb : row) {
                int alpha = argb >>> 24;
                rgb[out++] = overWhite(argb >> 16 & 0xFF, alpha);
                rgb[out++] = overWhite(argb >> 8 & 0xFF, alpha);
                rgb[out++] = overWhite(argb & 0xFF, alpha);
            }
        }
        return rgb;
    }

    private static void row(BufferedImage image, int y, int[] argb) {
        if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
            image.getRGB(0, y, argb.length, 1, argb, 0, argb.length);
            return;
        }
        // The JDK takes grey samples for linear light, which no file means.
        image.getRaster().getPixels(0, y, argb.length, 1, argb);
        for (int x = 0; x < argb.length; x++) {
            argb[x] = 0xFF000000 | argb[x] * 0x010101;
        }
    }

    /// A frame on a white canvas that it does not fill.
    ///
    /// @param rgb the frame's pixels, `frameWidth` of them in a row
    static byte[] onCanvas(byte[] rgb, int frameWidth, int left, int top, int width, int height) {
        var canvas = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        Arrays.fill(canvas, (byte) 255);
        int row = frameWidth * 3;
        for (int i = 0; i < rgb.length / row; i++) {
            System.arraycopy(rgb, i * row, canvas, ((top + i) * width + left) * 3, row);
        }
        return canvas;
    }

    private static byte[] swapped(byte[] bgr) {
        for (int i = 0; i < bgr.length; i += 3) {
            byte blue = bgr[i];
            bgr[i] = bgr[i + 2];
            bgr[i + 2] = blue;
        }
        return bgr;
    }

    /// @param sample 0 to 255, not multiplied with `alpha`
    /// @param alpha  0, transparent, to 255
    static byte overWhite(int sample, int alpha) {
        return (byte) (alpha == 255 ? sample : (sample * alpha + 255 * (255 - alpha) + 127) / 255);
    }
}
