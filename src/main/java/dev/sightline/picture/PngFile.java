package dev.sightline.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// PNG, decoded here rather than by the JDK, whose reader holds the samples of the whole picture as they are stored:
/// up to eight bytes a pixel besides the result. This one holds two rows.
final class PngFile implements PictureFile {

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int GREY_ALPHA = 4;
    private static final int RGB_ALPHA = 6;

    private static final int SIGNATURE = 8;
    /// Length, type and checksum.
    private static final int AROUND_CHUNK = 12;

    private final int width;
    private final int height;
    private final PngSamples samples;
    private final boolean interlaced;
    private final boolean animated;
    private final PngColours colours;
    private final List<PngData.Part> data;
    private final boolean complete;
    private final Bytes file;

    private PngFile(Bytes file) {
        this.file = file;
        int header = SIGNATURE + 8;
        if (file.u32(SIGNATURE) != 13 || !file.startsWith(SIGNATURE + 4, "IHDR")) {
            throw PictureException.corrupt(null);
        }
        long wide = file.u32(header);
        long high = file.u32(header + 4);
        int methods = file.u8(header + 10) | file.u8(header + 11) | (file.u8(header + 12) & ~1);
        if (wide == 0 || high == 0 || wide > Integer.MAX_VALUE || high > Integer.MAX_VALUE || methods != 0) {
            throw PictureException.corrupt(null);
        }
        width = (int) wide;
        height = (int) high;
        interlaced = file.u8(header + 12) == 1;

        var chunks = new Chunks();
        complete = chunks.read();
        data = chunks.data;
        colours = chunks.colours;
        animated = chunks.frames > 1;
        samples = samples(file.u8(header + 8), file.u8(header + 9), chunks);
    }

    static PngFile open(Bytes file) {
        return new PngFile(file);
    }

    private static PngSamples samples(int depth, int colours, Chunks chunks) {
        boolean fits =
                switch (colours) {
                    case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
                    case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
                    case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
                    default -> false;
                };
        if (!fits || (colours == PALETTE && chunks.palette == null)) {
            throw PictureException.corrupt(null);
        }
        byte[] transparency = chunks.transparency;
        return switch (colours) {
            case PALETTE -> PngSamples.palette(depth, chunks.palette, transparency);
            case GREY ->
                depth == 16 ? PngSamples.of(1, false, depth, transparency) : PngSamples.grey(depth, transparency);
            case RGB -> PngSamples.of(3, false, depth, transparency);
            case GREY_ALPHA -> PngSamples.of(1, true, depth, null);
            default -> PngSamples.of(3, true, depth, null);
        };
    }

    /// What the chunks hold besides the header.
    private final class Chunks {

        private final List<PngData.Part> data = new ArrayList<>();
        private byte[] palette;
        private byte[] transparency;
        private final PngColours colours = new PngColours();
        private long frames = 1;

        /// @return whether the file goes on to its last chunk
        boolean read() {
            long at = SIGNATURE;
            while (file.has(at, 8)) {
                int start = (int) at + 8;
                long length = file.u32((int) at);
                if (file.startsWith(start - 4, "IEND")) {
                    return true;
                }
                if (!file.has(at, length + AROUND_CHUNK)) {
                    if (file.startsWith(start - 4, "IDAT")) {
                        data.add(new PngData.Part(start, file.length() - start));
                    }
                    return false;
                }
                note(start, (int) length);
                at += length + AROUND_CHUNK;
            }
            return false;
        }

        private void note(int start, int length) {
            // The first letter of what a decoder must understand is a capital.
            if ((file.u8(start - 4) & 0x20) == 0 && !isSound(start, length)) {
                throw PictureException.corrupt(null);
            }
            if (file.startsWith(start - 4, "IDAT")) {
                data.add(new PngData.Part(start, length));
            } else if (file.startsWith(start - 4, "PLTE")) {
                palette = file.slice(start, length);
            } else if (file.startsWith(start - 4, "tRNS")) {
                transparency = file.slice(start, length);
            } else if (file.startsWith(start - 4, "acTL") && length >= 4) {
                frames = file.u32(start);
            } else {
                colours.note(file, start, length);
            }
        }

        private boolean isSound(int start, int length) {
            var checksum = new CRC32();
            checksum.update(file.array(), start - 4, length + 4);
            return checksum.getValue() == file.u32(start + length);
        }
    }

    @Override
    public MediaType type() {
        return MediaType.PNG;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public Sequence sequence() {
        return animated ? Sequence.ANIMATION : Sequence.SINGLE;
    }

    @Override
    public long decodingBytes() {
        return (long) width * height * 3 + 2L * samples.rowBytes(width) + colours.workingBytes();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public byte[] decode() {
        var rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        try (var rows = new PngData(file, data)) {
            if (interlaced) {
                for (Pass pass : Pass.values()) {
                    pass(rows, rgb, pass.x, pass.y, pass.stepX, pass.stepY);
                }
            } else {
                pass(rows, rgb, 0, 0, 1, 1);
            }
        }
        colours.profile(samples.isGrey()).ifPresent(profile -> profile.toSrgb(rgb));
        return rgb;
    }

    /// Which pixels come in each of the seven passes of an interlaced picture.
    private enum Pass {
        FIRST(0, 0, 8, 8),
        SECOND(4, 0, 8, 8),
        THIRD(0, 4, 4, 8),
        FOURTH(2, 0, 4, 4),
        FIFTH(0, 2, 2, 4),
        SIXTH(1, 0, 2, 2),
        SEVENTH(0, 1, 1, 2);

        private final int x;
        private final int y;
        private final int stepX;
        private final int stepY;

        Pass(int x, int y, int stepX, int stepY) {
            this.x = x;
            this.y = y;
            this.stepX = stepX;
            this.stepY = stepY;
        }
    }

    private void pass(PngData rows, byte[] rgb, int firstX, int firstY, int stepX, int stepY) {
        int count = Math.ceilDiv(width - firstX, stepX);
        if (count <= 0) {
            return;
        }
        var row = new byte[samples.rowBytes(count)];
        var above = new byte[row.length];
        for (int y = firstY; y < height; y += stepY) {
            rows.read(row, above, samples.pixelBytes());
            samples.write(row, count, rgb, (y * width + firstX) * 3, stepX * 3);
            byte[] free = above;
            above = row;
            row = free;
        }
    }
}
