package dev.sightline.picture;

/// The filters of WebP's alpha: each sample is stored as the difference from what its neighbours predict.
final class WebpAlpha {

    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private WebpAlpha() {}

    /// @param alpha differences, which become samples
    static void unfilter(byte[] alpha, int width, int height, int filter) {
        if (filter == 0) {
            return;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                alpha[y * width + x] += (byte) prediction(alpha, y * width + x, x, y, width, filter);
            }
        }
    }

    private static int prediction(byte[] alpha, int at, int x, int y, int width, int filter) {
        if (x == 0 && y == 0) {
            return 0;
        }
        if (y == 0) {
            return alpha[at - 1];
        }
        if (x == 0) {
            return alpha[at - width];
        }
        return switch (filter) {
            case HORIZONTAL -> alpha[at - 1];
            case VERTICAL -> alpha[at - width];
            case GRADIENT ->
                Math.clamp(
                        (alpha[at - 1] & 0xFF) + (alpha[at - width] & 0xFF) - (alpha[at - width - 1] & 0xFF), 0, 255);
            default -> throw new IllegalArgumentException("alpha filter " + filter);
        };
    }
}
