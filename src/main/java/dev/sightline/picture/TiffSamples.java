package dev.sightline.picture;

/// How a row of a TIFF becomes pixels: red, green and blue of 8 bits, over white.
///
/// @param kind       how many colours a pixel has and what they mean
/// @param bits       of a sample: 1, 2, 4, 8 or 16
/// @param perPixel   samples in the file, those that mean nothing among them
/// @param alpha      which of them is the alpha, or -1
/// @param multiplied whether the colours are multiplied with it
/// @param little     whether the lower byte of a sample comes first
/// @param palette    of three bytes each, or null
record TiffSamples(Kind kind, int bits, int perPixel, int alpha, boolean multiplied, boolean little, byte[] palette) {

    enum Kind {
        WHITE_IS_ZERO(1),
        BLACK_IS_ZERO(1),
        PALETTE(1),
        RGB(3),
        CMYK(4);

        private final int colours;

        Kind(int colours) {
            this.colours = colours;
        }

        int colours() {
            return colours;
        }
    }

    /// Turns differences between neighbours in a row back into samples.
    ///
    /// @param step samples from one to the next of the same colour
    void undoDifferences(byte[] row, int step) {
        if (bits == 8) {
            for (int i = step; i < row.length; i++) {
                row[i] += row[i - step];
            }
            return;
        }
        int low = little ? 0 : 1;
        for (int i = step * 2; i + 1 < row.length; i += 2) {
            int sum = wide(row, i, low) + wide(row, i - step * 2, low);
            row[i + low] = (byte) sum;
            row[i + 1 - low] = (byte) (sum >> 8);
        }
    }

    private static int wide(byte[] row, int at, int low) {
        return (row[at + 1 - low] & 0xFF) << 8 | row[at + low] & 0xFF;
    }

    /// Writes the first pixels of a row.
    ///
    /// @param planes the row itself, or one row for each sample of a pixel
    /// @param inks   takes `count * 4` bytes of inks, where there are any
    /// @param press  the profile of the inks, or null
    void write(byte[][] planes, int count, byte[] rgb, int to, byte[] inks, ColourProfile press) {
        switch (kind) {
            case RGB -> {
                if (bits == 8 && perPixel == 3 && planes.length == 1) {
                    System.arraycopy(planes[0], 0, rgb, to, count * 3);
                    return;
                }
                for (int i = 0; i < count; i++) {
                    int out = to + i * 3;
                    rgb[out] = (byte) sample(planes, i, 0);
                    rgb[out + 1] = (byte) sample(planes, i, 1);
                    rgb[out + 2] = (byte) sample(planes, i, 2);
                }
            }
            case CMYK -> {
                for (int i = 0; i < count * 4; i++) {
                    inks[i] = (byte) sample(planes, i / 4, i % 4);
                }
                Inks.toRgb(inks, 0, rgb, to, count, press);
            }
            case PALETTE -> {
                for (int i = 0; i < count; i++) {
                    int colour = Math.min(raw(planes, i, 0), palette.length / 3 - 1) * 3;
                    System.arraycopy(palette, colour, rgb, to + i * 3, 3);
                }
            }
            default -> {
                int turned = kind == Kind.WHITE_IS_ZERO ? 255 : 0;
                for (int i = 0; i < count; i++) {
                    byte light = (byte) (sample(planes, i, 0) ^ turned);
                    int out = to + i * 3;
                    rgb[out] = light;
                    rgb[out + 1] = light;
                    rgb[out + 2] = light;
                }
            }
        }
        if (alpha >= 0) {
            putOverWhite(planes, count, rgb, to);
        }
    }

    private void putOverWhite(byte[][] planes, int count, byte[] rgb, int to) {
        for (int i = 0; i < count; i++) {
            int opacity = sample(planes, i, alpha);
            for (int out = to + i * 3; out < to + i * 3 + 3; out++) {
                int colour = rgb[out] & 0xFF;
                rgb[out] =
                        multiplied ? (byte) Math.min(255, colour + 255 - opacity) : Readers.overWhite(colour, opacity);
            }
        }
    }

    /// From 0 to 255.
    private int sample(byte[][] planes, int pixel, int index) {
        int raw = raw(planes, pixel, index);
        return switch (bits) {
            case 8 -> raw;
            case 16 -> (raw * 255 + 32895) >> 16;
            default -> raw * 255 / ((1 << bits) - 1);
        };
    }

    private int raw(byte[][] planes, int pixel, int index) {
        byte[] row = planes.length == 1 ? planes[0] : planes[index];
        int place = planes.length == 1 ? pixel * perPixel + index : pixel;
        return switch (bits) {
            case 8 -> row[place] & 0xFF;
            case 16 -> wide(row, place * 2, little ? 0 : 1);
            default -> {
                int bit = place * bits;
                yield row[bit >> 3] >> (8 - bits - (bit & 7)) & (1 << bits) - 1;
            }
        };
    }
}
