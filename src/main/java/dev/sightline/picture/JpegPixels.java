package dev.sightline.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The picture that comes out of a JPEG, built from the top, one row of the frame's units after another.
final class JpegPixels {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final JpegFrame frame;
    private final JpegColours colours;
    private final ColourProfile profile;
    private final int size;
    private final int width;
    private final int height;
    private final JpegPlane[] planes;
    private final int[][] lines;
    private final int[] row;
    private final byte[] inks;
    private final byte[] rgb;
    private int done;

    /// @param profile what the samples mean, or null: sRGB, or what inks usually give
    /// @param size    of a block's side in the picture, 1 to 8
    JpegPixels(JpegFrame frame, JpegColours colours, ColourProfile profile, int size) {
        this.frame = frame;
        this.colours = colours;
        this.profile = profile;
        this.size = size;
        this.width = side(frame.width(), size);
        this.height = side(frame.height(), size);
        this.planes = frame.components().stream()
                .map(component -> new JpegPlane(frame, component, size, width))
                .toArray(JpegPlane[]::new);
        this.lines = new int[planes.length][];
        this.row = new int[width];
        this.inks = colours.inks() ? new byte[4 * width] : null;
        this.rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
    }

    private static int side(int pixels, int size) {
        return Math.ceilDiv(pixels * size, JpegComponent.BLOCK);
    }

    /// The most bytes that this holds at full size, besides the picture.
    static long workingBytes(JpegFrame frame) {
        long planes = frame.components().stream()
                .mapToLong(component -> 2L * JpegComponent.AREA * component.stride() * component.down())
                .sum();
        long lines = 4L * (frame.width() + 8) * frame.components().size() + 2L * frame.width();
        return Integer.BYTES * (planes + lines);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// @param component its place in the frame
    JpegPlane plane(int component) {
        return planes[component];
    }

    /// Makes pixels of what the planes hold.
    ///
    /// @param unitRow all of whose blocks have been put; such rows come in their order
    void finish(int unitRow) {
        int ready = (unitRow + 1) * frame.mostDown() * size;
        boolean last = unitRow == frame.unitsDown() - 1;
        for (int end = last ? height : Math.min(height, ready - rowsThatWait()); done < end; done++) {
            for (int i = 0; i < planes.length; i++) {
                lines[i] = planes[i].line(done);
            }
            colours.pack(lines, row, width);
            if (inks == null) {
                store(rgb, done * width * 3, 3);
            } else {
                store(inks, 0, 4);
                Inks.toRgb(inks, 0, rgb, done * width * 3, width, profile);
            }
        }
    }

    /// The last one is not complete before the next one below is known, where that one counts.
    private int rowsThatWait() {
        for (var plane : planes) {
            if (plane.smoothsDown()) {
                return 1;
            }
        }
        return 0;
    }

    /// @param step bytes of a pixel; the first ones leave four, the last one overwrites nothing behind it
    private void store(byte[] to, int from, int step) {
        int at = from;
        for (int x = 0; x < width - 1; x++) {
            INTS.set(to, at, row[x]);
            at += step;
        }
        for (int i = 0; i < step; i++) {
            to[at + i] = (byte) (row[width - 1] >> 8 * i);
        }
    }

    /// The whole picture in sRGB, once all rows are finished.
    byte[] rgb() {
        if (profile != null && !colours.inks()) {
            profile.toSrgb(rgb);
        }
        return rgb;
    }
}
