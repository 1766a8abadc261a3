package dev.sightline.picture;

import dev.sightline.picture.TiffBlock.Directory;
import dev.sightline.picture.TiffBlock.Entry;
import java.io.IOException;
import java.util.Optional;

/// TIFF: its first page, strip by strip or tile by tile, each of them row by row, so that it takes little more than the
/// result. Decoded here rather than by a library, none of which says beforehand what it will take.
final class TiffFile implements PictureFile {

    private static final int SUBFILE_TYPE = 254;
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int FILL_ORDER = 266;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_LENGTHS = 279;
    private static final int PLANES = 284;
    private static final int PREDICTOR = 317;
    private static final int COLOUR_MAP = 320;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int EXTRA_SAMPLES = 338;
    private static final int SAMPLE_FORMAT = 339;
    private static final int JPEG_TABLES = 347;
    private static final int ICC_PROFILE = 34675;

    private static final int JPEG = 7;
    private static final int YCBCR = 6;
    private static final int MOST_PROFILE = 8 << 20;

    /// Writers make some thousands at most; each one costs a decoder of its own.
    private static final int MOST_UNITS = 1 << 18;

    private static final int MOST_TILE = 1 << 16;

    /// A decompressor's tables.
    private static final int STREAM_BYTES = 64 << 10;

    private final TiffBlock block;
    private final Directory page;
    private final boolean paged;
    private final int width;
    private final int height;
    private final int compression;
    private final TiffSamples samples;
    private final boolean differences;
    private final boolean bitsReversed;
    private final Units units;

    /// What the picture is cut into: strips, or tiles, which may reach over its right and lower edge; with one set of
    /// them for each sample if there are more planes than one.
    private record Units(
            int width, int rows, int across, int down, int planes, Entry offsets, Optional<Entry> lengths) {

        int count() {
            return across * down;
        }
    }

    private TiffFile(TiffBlock block) {
        this.block = block;
        var pages = block.pages();
        page = pages.stream()
                .filter(directory -> (directory.number(SUBFILE_TYPE, 0) & 1) == 0)
                .findFirst()
                .or(() -> pages.stream().findFirst())
                .orElseThrow(PictureException::truncated);
        paged = pages.stream()
                        .filter(directory -> (directory.number(SUBFILE_TYPE, 0) & 5) == 0)
                        .count()
                > 1;
        width = side(WIDTH);
        height = side(HEIGHT);
        compression = (int) Math.min(page.number(COMPRESSION, 1), 1 << 20);
        samples = samples();
        differences =
                page.number(PREDICTOR, 1) == 2 && compression != TiffStream.NONE && compression != TiffStream.PACK_BITS;
        bitsReversed = page.number(FILL_ORDER, 1) == 2 && samples.bits() < 8;
        units = units();
        requireReadable();
    }

    static TiffFile open(Bytes file) {
        return new TiffFile(TiffBlock.of(file));
    }

    private int side(int tag) {
        long side = page.number(tag, 0);
        if (side < 1 || side > Integer.MAX_VALUE) {
            throw PictureException.corrupt(null);
        }
        return (int) side;
    }

    private TiffSamples samples() {
        long perPixel = page.number(SAMPLES, 1);
        TiffSamples.Kind kind =
                switch ((int) Math.min(page.number(PHOTOMETRIC, perPixel < 3 ? 1 : 2), 1 << 20)) {
                    case 0 -> TiffSamples.Kind.WHITE_IS_ZERO;
                    case 1 -> TiffSamples.Kind.BLACK_IS_ZERO;
                    case 2 -> TiffSamples.Kind.RGB;
                    case 3 -> TiffSamples.Kind.PALETTE;
                    case 5 -> TiffSamples.Kind.CMYK;
                    case YCBCR -> {
                        if (compression != JPEG) {
                            throw PictureException.unsupported("TIFF pictures with YCbCr samples");
                        }
                        yield TiffSamples.Kind.RGB;
                    }
                    case 8, 9, 10 -> throw PictureException.unsupported("TIFF pictures with Lab colours");
                    default -> throw PictureException.unsupported("TIFF pictures with samples of this kind");
                };
        if (perPixel < kind.colours() || perPixel > 32) {
            throw PictureException.corrupt(null);
        }
        boolean floats = page.number(SAMPLE_FORMAT, 1) == 3;
        int bits = bits((int) perPixel);
        boolean fits = kind == TiffSamples.Kind.RGB || kind == TiffSamples.Kind.CMYK ? bits >= 8 : true;
        if (floats || !fits) {
            throw PictureException.unsupported("TIFF pictures with samples of %d %s"
                    .formatted(bits, floats ? "bits with a floating point" : bits == 1 ? "bit" : "bits"));
        }
        int alpha = alpha(kind.colours(), (int) perPixel);
        boolean multiplied =
                alpha >= 0 && page.find(EXTRA_SAMPLES).orElseThrow().number(alpha - kind.colours()) == 1;
        return new TiffSamples(
                kind,
                bits,
                (int) perPixel,
                alpha,
                multiplied,
                block.isLittle(),
                kind == TiffSamples.Kind.PALETTE ? palette(bits) : null);
    }

    private int bits(int perPixel) {
        long bits = page.number(BITS, 1);
        var all = page.find(BITS);
        for (int i = 1; all.isPresent() && i < Math.min(perPixel, all.get().count()); i++) {
            if (all.get().number(i) != bits) {
                throw PictureException.unsupported("TIFF pictures with samples of different sizes");
            }
        }
        if (bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16) {
            throw PictureException.unsupported("TIFF pictures with samples of %d bits".formatted(bits));
        }
        return (int) bits;
    }

    /// The first extra sample that is one.
    private int alpha(int colours, int perPixel) {
        var extra = page.find(EXTRA_SAMPLES).filter(Entry::isWhole);
        for (int i = 0;
                extra.isPresent()
                        && i < Math.min(perPixel - colours, extra.get().count());
                i++) {
            long meaning = extra.get().number(i);
            if (meaning == 1 || meaning == 2) {
                return colours + i;
            }
        }
        return -1;
    }

    /// Stored as all reds, all greens and all blues, of 16 bits each; some writers fill only the lower 8.
    private byte[] palette(int bits) {
        int colours = 1 << bits;
        Entry map = page.find(COLOUR_MAP).orElseThrow(() -> PictureException.corrupt(null));
        if (bits > 8 || map.count() < colours * 3L) {
            throw PictureException.corrupt(null);
        }
        long most = 0;
        for (int i = 0; i < colours * 3; i++) {
            most = Math.max(most, map.number(i));
        }
        int shift = most > 255 ? 8 : 0;
        var palette = new byte[colours * 3];
        for (int i = 0; i < palette.length; i++) {
            palette[i] = (byte) (map.number(i % 3 * colours + i / 3) >> shift);
        }
        return palette;
    }

    private Units units() {
        boolean tiled = page.find(TILE_OFFSETS).isPresent();
        long wide = tiled ? page.number(TILE_WIDTH, 0) : width;
        long rows = tiled ? page.number(TILE_HEIGHT, 0) : Math.min(height, page.number(ROWS_PER_STRIP, height));
        long planes = page.number(PLANES, 1) == 2 ? samples.perPixel() : 1;
        if (wide < 1 || rows < 1 || (tiled && (wide > MOST_TILE || rows > MOST_TILE))) {
            throw PictureException.corrupt(null);
        }
        long across = Math.ceilDiv((long) width, wide);
        long down = Math.ceilDiv((long) height, rows);
        Entry offsets = page.find(tiled ? TILE_OFFSETS : STRIP_OFFSETS)
                .filter(Entry::isWhole)
                .orElseThrow(PictureException::truncated);
        if (across * down * planes > MOST_UNITS || offsets.count() < across * down * planes) {
            throw PictureException.corrupt(null);
        }
        return new Units(
                (int) wide,
                (int) rows,
                (int) across,
                (int) down,
                (int) planes,
                offsets,
                page.find(tiled ? TILE_LENGTHS : STRIP_LENGTHS).filter(Entry::isWhole));
    }

    private void requireReadable() {
        boolean jpeg = compression == JPEG
                && units.planes() == 1
                && samples.kind() != TiffSamples.Kind.CMYK
                && samples.bits() == 8;
        if (!jpeg && !TiffStream.reads(compression)) {
            throw PictureException.unsupported(
                    switch (compression) {
                        case 2, 3, 4 -> "TIFF pictures compressed as faxes";
                        case 6, JPEG -> "TIFF pictures with this kind of JPEG inside";
                        default -> "TIFF pictures compressed by method %d".formatted(compression);
                    });
        }
        boolean plain = page.number(PREDICTOR, 1) <= 2 && (!differences || samples.bits() >= 8);
        if (!plain) {
            throw PictureException.unsupported("TIFF pictures with this kind of prediction");
        }
    }

    @Override
    public MediaType type() {
        return MediaType.TIFF;
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
        return paged ? Sequence.PAGES : Sequence.SINGLE;
    }

    /// The result, a row of each plane with its decompressor, and a row of inks; or one unit as a JPEG and its
    /// pixels.
    @Override
    public long decodingBytes() {
        long pixels = (long) width * height;
        long profile = page.find(ICC_PROFILE).isPresent() ? ColourProfile.WORKING_BYTES + MOST_PROFILE : 0;
        if (compression != JPEG) {
            long rows = (long) units.planes() * (rowBytes() + STREAM_BYTES) + units.width() * 4L;
            return pixels * 3 + rows + profile;
        }
        long most = 0;
        for (int i = 0; i < units.count(); i++) {
            Bytes jpeg = jpeg(i);
            most = Math.max(most, jpeg.length() + jpegFile(jpeg, i).decodingBytes());
        }
        return pixels * 3 + most + profile;
    }

    @Override
    public boolean complete() {
        for (int i = 0; i < units.count() * units.planes(); i++) {
            long length = units.lengths().isPresent() ? units.lengths().get().number(i) : 1;
            if (!block.file().has(units.offsets().number(i), length)) {
                return false;
            }
        }
        return true;
    }

    private int rowBytes() {
        long perRow = units.planes() == 1 ? samples.perPixel() : 1;
        return Math.toIntExact((units.width() * perRow * samples.bits() + 7) / 8);
    }

    @Override
    public byte[] decode() throws IOException {
        var rgb = new byte[Math.multiplyExact(Math.multiplyExact(width, height), 3)];
        if (compression == JPEG) {
            decodeJpegs(rgb);
        } else {
            decodeRows(rgb);
        }
        if (samples.kind() != TiffSamples.Kind.CMYK) {
            profile().ifPresent(profile -> profile.toSrgb(rgb));
        }
        return rgb;
    }

    private Optional<ColourProfile> profile() {
        int channels =
                switch (samples.kind()) {
                    case CMYK -> 4;
                    case RGB, PALETTE -> 3;
                    default -> 1;
                };
        return page.bytes(ICC_PROFILE, MOST_PROFILE).flatMap(icc -> ColourProfile.of(icc, channels));
    }

    private void decodeRows(byte[] rgb) {
        boolean inks = samples.kind() == TiffSamples.Kind.CMYK;
        ColourProfile press = inks ? profile().orElse(null) : null;
        var inkRow = new byte[inks ? units.width() * 4 : 0];
        var rows = new byte[units.planes()][rowBytes()];
        var streams = new TiffStream[units.planes()];
        for (int unit = 0; unit < units.count(); unit++) {
            int x = unit % units.across() * units.width();
            int y = unit / units.across() * units.rows();
            int count = Math.min(units.width(), width - x);
            try {
                for (int plane = 0; plane < streams.length; plane++) {
                    streams[plane] = stream(unit + plane * units.count());
                }
                for (int line = y; line < Math.min(height, y + units.rows()); line++) {
                    for (int plane = 0; plane < rows.length; plane++) {
                        read(streams[plane], rows[plane]);
                    }
                    samples.write(rows, count, rgb, (line * width + x) * 3, inkRow, press);
                }
            } finally {
                for (TiffStream stream : streams) {
                    if (stream != null) {
                        stream.close();
                    }
                }
            }
        }
    }

    private void read(TiffStream stream, byte[] row) {
        stream.read(row);
        if (bitsReversed) {
            for (int i = 0; i < row.length; i++) {
                row[i] = (byte) (Integer.reverse(row[i]) >>> 24);
            }
        }
        if (differences) {
            samples.undoDifferences(row, units.planes() == 1 ? samples.perPixel() : 1);
        }
    }

    private TiffStream stream(int index) {
        int offset = offset(index);
        return TiffStream.of(compression, block.file(), offset, length(index, offset));
    }

    private int offset(int index) {
        long offset = units.offsets().number(index);
        if (!block.file().has(offset, 1)) {
            throw PictureException.truncated();
        }
        return (int) offset;
    }

    private int length(int index, int offset) {
        int most = block.file().length() - offset;
        return units.lengths().isEmpty()
                ? most
                : (int) Math.min(most, units.lengths().get().number(index));
    }

    private void decodeJpegs(byte[] rgb) throws IOException {
        for (int unit = 0; unit < units.count(); unit++) {
            int x = unit % units.across() * units.width();
            int y = unit / units.across() * units.rows();
            int count = Math.min(units.width(), width - x);
            int lines = Math.min(units.rows(), height - y);
            JpegFile jpeg = jpegFile(jpeg(unit), unit);
            byte[] pixels = jpeg.decode();
            for (int line = 0; line < lines; line++) {
                System.arraycopy(pixels, line * jpeg.width() * 3, rgb, ((y + line) * width + x) * 3, count * 3);
            }
        }
    }

    /// A unit as a file of its own: the tables that all share are put before it, and how its colours are stored.
    private Bytes jpeg(int unit) {
        int offset = offset(unit);
        byte[] stream = block.file().slice(offset, length(unit, offset));
        byte[] tables = page.bytes(JPEG_TABLES, 1 << 16).orElse(new byte[4]);
        byte[] adobe = {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) 0xEE,
            0,
            14,
            'A',
            'd',
            'o',
            'b',
            'e',
            0,
            100,
            0,
            0,
            0,
            0,
            (byte) (page.number(PHOTOMETRIC, YCBCR) == YCBCR ? 1 : 0)
        };
        // Without the end of the tables, and without the start of both.
        int tablesLength = Math.max(0, tables.length - 4);
        var jpeg = new byte[adobe.length + tablesLength + Math.max(0, stream.length - 2)];
        System.arraycopy(adobe, 0, jpeg, 0, adobe.length);
        System.arraycopy(tables, 2, jpeg, adobe.length, tablesLength);
        System.arraycopy(
                stream,
                Math.min(2, stream.length),
                jpeg,
                adobe.length + tablesLength,
                jpeg.length - adobe.length - tablesLength);
        return new Bytes(jpeg);
    }

    private JpegFile jpegFile(Bytes jpeg, int unit) {
        JpegFile file = JpegFile.open(jpeg);
        int lines = Math.min(units.rows(), height - unit / units.across() * units.rows());
        boolean fits = file.width() >= Math.min(units.width(), width)
                && file.height() >= lines
                && file.width() <= units.width()
                && file.height() <= units.rows();
        if (!fits) {
            throw PictureException.corrupt(null);
        }
        return file;
    }
}
