package dev.sightline.picture;

import java.util.List;

/// What the components of a JPEG stand for.
enum JpegColours {
    GREY,
    /// Lightness and two differences from it: blue's and red's.
    YCC,
    RGB,
    CMYK,
    /// The first three inks as [#YCC].
    YCCK;

    /// The middle, and a half for rounding, of 16 bits of fraction.
    private static final int GREY_AND_HALF = (128 << 16) + (1 << 15);

    /// @param adobe the value that Adobe's segment has for it, -1 if there is no such segment
    static JpegColours of(JpegFrame frame, boolean jfif, int adobe) {
        List<Integer> ids = frame.components().stream().map(JpegComponent::id).toList();
        return switch (ids.size()) {
            case 1 -> GREY;
            case 3 -> isRgb(ids, jfif, adobe) ? RGB : YCC;
            default -> adobe > 0 ? YCCK : CMYK;
        };
    }

    private static boolean isRgb(List<Integer> ids, boolean jfif, int adobe) {
        return !jfif && (adobe == 0 || adobe < 0 && ids.equals(List.of((int) 'R', (int) 'G', (int) 'B')));
    }

    /// Whether a pixel has four inks instead of three lights.
    boolean inks() {
        return this == CMYK || this == YCCK;
    }

    /// Puts a row of pixels together: red, green and blue, or the four inks (0 is none), the first in the lowest byte.
    ///
    /// Plain loops over integers, which are compiled to vector instructions.
    ///
    /// @param lines the samples of each component
    void pack(int[][] lines, int[] pixels, int width) {
        switch (this) {
            case GREY -> grey(lines[0], pixels, width);
            case YCC -> ycc(lines[0], lines[1], lines[2], pixels, width);
            case RGB -> rgb(lines[0], lines[1], lines[2], pixels, width);
            case CMYK -> {
                rgb(lines[0], lines[1], lines[2], pixels, width);
                turned(pixels, 0xFFFFFF, lines[3], width);
            }
            case YCCK -> {
                // Inks are stored as the light that they leave. YCC turns them once more.
                ycc(lines[0], lines[1], lines[2], pixels, width);
                turned(pixels, 0, lines[3], width);
            }
        }
    }

    private static void grey(int[] light, int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            pixels[x] = (light[x] + 128) * 0x010101;
        }
    }

    private static void rgb(int[] red, int[] green, int[] blue, int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            pixels[x] = red[x] + 128 | green[x] + 128 << 8 | blue[x] + 128 << 16;
        }
    }

    private static void ycc(int[] light, int[] blueness, int[] redness, int[] pixels, int width) {
        for (int x = 0; x < width; x++) {
            int y = (light[x] << 16) + GREY_AND_HALF;
            int red = Math.max(0, Math.min(255, y + redness[x] * 91881 >> 16));
            int green = Math.max(0, Math.min(255, y - blueness[x] * 22554 - redness[x] * 46802 >> 16));
            int blue = Math.max(0, Math.min(255, y + blueness[x] * 116130 >> 16));
            pixels[x] = red | green << 8 | blue << 16;
        }
    }

    private static void turned(int[] inks, int turned, int[] black, int width) {
        for (int x = 0; x < width; x++) {
            inks[x] = inks[x] ^ turned | 127 - black[x] << 24;
        }
    }
}
