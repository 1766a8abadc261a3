package dev.sightline.picture;

/// The samples of one component, a strip of rows at a time, and the way from there to one sample for each pixel.
///
/// Where there are half as many samples as pixels, those between are interpolated as libjpeg does: three parts of the
/// nearer, one of the farther.
final class JpegPlane {

    private enum Smoothing {
        NONE,
        ACROSS,
        DOWN,
        BOTH
    }

    private final JpegIdct idct;
    private final int width;
    private final int height;
    private final int stride;
    private final int rows;
    /// As of [JpegIdct].
    private final int[] samples;

    /// Samples for [#outAcross] pixels of a row, and so on.
    private final int inAcross;

    private final int outAcross;
    private final int inDown;
    private final int outDown;
    private final Smoothing smoothing;
    private final int[] near;
    private final int[] line;

    /// @param size     of a block's side in the picture, 1 to 8
    /// @param outWidth of the picture, in pixels
    JpegPlane(JpegFrame frame, JpegComponent component, int size, int outWidth) {
        this.idct = new JpegIdct(
                side(size, frame.mostAcross(), component.across()), side(size, frame.mostDown(), component.down()));
        this.inAcross = component.across() * idct.across();
        this.outAcross = frame.mostAcross() * size;
        this.inDown = component.down() * idct.down();
        this.outDown = frame.mostDown() * size;
        this.width = Math.ceilDiv(frame.width() * inAcross, frame.mostAcross() * JpegComponent.BLOCK);
        this.height = Math.ceilDiv(frame.height() * inDown, frame.mostDown() * JpegComponent.BLOCK);
        this.smoothing = smoothing();
        this.stride = component.stride() * idct.across();
        this.rows = 2 * inDown;
        this.samples = new int[Math.multiplyExact(stride, rows)];
        this.near = new int[width];
        this.line = new int[Math.max(outWidth, 2 * width)];
    }

    /// A component with fewer samples than the picture has pixels keeps more of them, instead of being enlarged.
    private static int side(int size, int most, int factor) {
        int side = size;
        while (side * 2 <= JpegComponent.BLOCK && most * size % (factor * side * 2) == 0) {
            side *= 2;
        }
        return side;
    }

    private Smoothing smoothing() {
        boolean across = inAcross * 2 == outAcross;
        boolean down = inDown * 2 == outDown;
        if (across && width > 2) {
            return down ? Smoothing.BOTH : inDown == outDown ? Smoothing.ACROSS : Smoothing.NONE;
        }
        return down && inAcross == outAcross ? Smoothing.DOWN : Smoothing.NONE;
    }

    /// Whether the rows above and below count.
    boolean smoothsDown() {
        return smoothing == Smoothing.DOWN || smoothing == Smoothing.BOTH;
    }

    /// Puts a block where it belongs; two rows of units are kept.
    ///
    /// @param column and `row`, in blocks
    void put(JpegBlock block, int column, int row) {
        idct.put(block.values, block.last, samples, row * idct.down() % rows * stride + column * idct.across(), stride);
    }

    /// The samples of a row of pixels, -128 to 127. They hold until the next call.
    int[] line(int y) {
        int own = smoothsDown() ? y / 2 : y * inDown / outDown;
        int other = Math.clamp((y & 1) == 0 ? own - 1 : own + 1, 0, height - 1);
        switch (smoothing) {
            case BOTH -> both(rowAt(own), rowAt(other));
            case DOWN -> down(rowAt(own), rowAt(other), 1 + (y & 1));
            case ACROSS -> across(rowAt(own));
            case NONE -> {
                if (inAcross == outAcross) {
                    copy(rowAt(own), line);
                } else {
                    repeated(rowAt(own));
                }
            }
        }
        return line;
    }

    private int rowAt(int row) {
        return row % rows * stride;
    }

    private void copy(int own, int[] to) {
        for (int x = 0; x < width; x++) {
            to[x] = JpegIdct.sample(samples[own + x]);
        }
    }

    private void both(int own, int other) {
        for (int x = 0; x < width; x++) {
            near[x] = JpegIdct.sample(samples[own + x]) * 3 + JpegIdct.sample(samples[other + x]);
        }
        line[0] = near[0] * 4 + 8 >> 4;
        for (int x = 0; x < width - 1; x++) {
            line[2 * x + 1] = near[x] * 3 + near[x + 1] + 7 >> 4;
            line[2 * x + 2] = near[x + 1] * 3 + near[x] + 8 >> 4;
        }
        line[2 * width - 1] = near[width - 1] * 4 + 7 >> 4;
    }

    private void down(int own, int other, int rounding) {
        for (int x = 0; x < width; x++) {
            line[x] = JpegIdct.sample(samples[own + x]) * 3 + JpegIdct.sample(samples[other + x]) + rounding >> 2;
        }
    }

    private void across(int own) {
        copy(own, near);
        line[0] = near[0];
        for (int x = 0; x < width - 1; x++) {
            line[2 * x + 1] = near[x] * 3 + near[x + 1] + 2 >> 2;
            line[2 * x + 2] = near[x + 1] * 3 + near[x] + 1 >> 2;
        }
        line[2 * width - 1] = near[width - 1];
    }

    private void repeated(int own) {
        copy(own, near);
        for (int x = 0; x < line.length; x++) {
            line[x] = near[Math.min(x * inAcross / outAcross, width - 1)];
        }
    }
}
