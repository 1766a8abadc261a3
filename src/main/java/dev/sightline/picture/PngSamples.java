package dev.sightline.picture;

/// How a row of a PNG becomes pixels: 8 bits a sample, over white.
abstract sealed class PngSamples {

    private final int pixelBits;
    private final boolean grey;

    private PngSamples(int pixelBits, boolean grey) {
        this.pixelBits = pixelBits;
        this.grey = grey;
    }

    /// @param colours three bytes each
    /// @param alphas  of the first colours, or null
    static PngSamples palette(int depth, byte[] colours, byte[] alphas) {
        var table = new int[256];
        for (int i = 0; i < colours.length / 3 && i < table.length; i++) {
            int alpha = alphas != null && i < alphas.length ? alphas[i] & 0xFF : 255;
            for (int j = 0; j < 3; j++) {
                table[i] = table[i] << 8 | Readers.overWhite(colours[i * 3 + j] & 0xFF, alpha) & 0xFF;
            }
        }
        return new Looked(depth, table, false);
    }

    /// @param depth at most 8
    /// @param key   the sample that is transparent, or null
    static PngSamples grey(int depth, byte[] key) {
        int most = (1 << depth) - 1;
        var table = new int[256];
        for (int i = 0; i <= most; i++) {
            table[i] = i * 255 / most * 0x010101;
        }
        if (key != null && key.length >= 2) {
            table[key[1] & most] = 0xFFFFFF;
        }
        return new Looked(depth, table, true);
    }

    /// @param colours 1 for grey, 3 for red, green and blue
    /// @param depth   8 or 16
    /// @param key     the colour that is transparent, or null
    static PngSamples of(int colours, boolean alpha, int depth, byte[] key) {
        return new Direct(colours, alpha, depth / 8, key != null && key.length >= colours * 2 ? key : null);
    }

    final int rowBytes(int pixels) {
        return Math.toIntExact(((long) pixels * pixelBits + 7) / 8);
    }

    /// Whether a pixel has one sample for its light.
    final boolean isGrey() {
        return grey;
    }

    /// What filters count as a pixel.
    final int pixelBytes() {
        return Math.max(1, pixelBits / 8);
    }

    /// Writes the pixels of a row to `rgb`, the first at `at`, each `step` bytes after the one before.
    abstract void write(byte[] row, int count, byte[] rgb, int at, int step);

    /// One sample a pixel, looked up.
    private static final class Looked extends PngSamples {

        private final int depth;
        private final int[] table;

        Looked(int depth, int[] table, boolean grey) {
            super(depth, grey);
            this.depth = depth;
            this.table = table;
        }

        @Override
        void write(byte[] row, int count, byte[] rgb, int at, int step) {
            int mask = (1 << depth) - 1;
            for (int i = 0; i < count; i++) {
                int bit = i * depth;
                int colour = table[row[bit >> 3] >> (8 - depth - (bit & 7)) & mask];
                rgb[at] = (byte) (colour >> 16);
                rgb[at + 1] = (byte) (colour >> 8);
                rgb[at + 2] = (byte) colour;
                at += step;
            }
        }
    }

    /// Samples of one or two bytes, perhaps with alpha.
    private static final class Direct extends PngSamples {

        private final int colours;
        private final boolean alpha;
        private final int bytes;
        private final byte[] key;

        Direct(int colours, boolean alpha, int bytes, byte[] key) {
            super((colours + (alpha ? 1 : 0)) * bytes * 8, colours == 1);
            this.colours = colours;
            this.alpha = alpha;
            this.bytes = bytes;
            this.key = key;
        }

        @Override
        void write(byte[] row, int count, byte[] rgb, int at, int step) {
            if (colours == 3 && bytes == 1 && !alpha && key == null && step == 3) {
                System.arraycopy(row, 0, rgb, at, count * 3);
                return;
            }
            int toGreen = colours == 3 ? bytes : 0;
            int source = 0;
            for (int i = 0; i < count; i++) {
                int opacity = alpha ? sample(row, source + colours * bytes) : isKey(row, source) ? 0 : 255;
                rgb[at] = Readers.overWhite(sample(row, source), opacity);
                rgb[at + 1] = Readers.overWhite(sample(row, source + toGreen), opacity);
                rgb[at + 2] = Readers.overWhite(sample(row, source + 2 * toGreen), opacity);
                source += pixelBytes();
                at += step;
            }
        }

        private int sample(byte[] row, int at) {
            int high = row[at] & 0xFF;
            return bytes == 1 ? high : ((high << 8 | row[at + 1] & 0xFF) * 255 + 32895) >> 16;
        }

        /// The key has two bytes a sample, whatever the depth.
        private boolean isKey(byte[] row, int at) {
            if (key == null) {
                return false;
            }
            for (int i = 0; i < colours; i++) {
                for (int j = 0; j < bytes; j++) {
                    if (row[at + i * bytes + j] != key[i * 2 + 2 - bytes + j]) {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
