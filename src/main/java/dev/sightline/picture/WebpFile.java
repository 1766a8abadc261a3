package dev.sightline.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageReader;

/// WebP: its first frame, where the animation puts it. Of the library only the decoder of lossy colours is used, each
/// stream given to it as a file of its own: its ways through the container and through lossless streams lose some kinds
/// of transparency.
final class WebpFile implements PictureFile {

    private static final int HEADER = 12;
    private static final int CHUNK = 8;
    private static final int EXTENDED = 10;
    private static final int LOSSLESS_HEADER = 5;
    private static final int ANIMATION_FRAME = 16;

    private final Bytes file;
    private final int end;
    private final boolean complete;

    private int width;
    private int height;
    private Frame first;
    private int frames;
    private byte[] icc;

    /// A bit stream within the file.
    private record Stream(int offset, int length) {}

    /// @param alpha the chunk of the transparency of a lossy frame, or null
    private record Frame(
            int left,
            int top,
            int width,
            int height,
            boolean lossless,
            boolean translucent,
            Stream colours,
            Stream alpha) {

        Frame at(int left, int top) {
            return new Frame(left, top, width, height, lossless, translucent, colours, alpha);
        }
    }

    private WebpFile(Bytes file) {
        this.file = file;
        long promised = CHUNK + file.u32le(4);
        complete = promised <= file.length();
        end = (int) Math.min(promised, file.length());
        if (file.startsWith(HEADER, "VP8X")) {
            width = file.u24le(HEADER + CHUNK + 4) + 1;
            height = file.u24le(HEADER + CHUNK + 7) + 1;
            readChunks();
        } else {
            first = frame(HEADER, end);
            width = first.width();
            height = first.height();
            frames = 1;
        }
        requireInside();
    }

    static WebpFile open(Bytes file) {
        return new WebpFile(file);
    }

    private void readChunks() {
        long at = HEADER + CHUNK + EXTENDED;
        while (at + CHUNK <= end) {
            int start = (int) at;
            int content = start + CHUNK;
            long length = file.u32le(start + 4);
            if (file.startsWith(start, "ANMF")) {
                frames++;
                if (first == null) {
                    first = frame(content + ANIMATION_FRAME, (int) Math.min(end, content + length))
                            .at(file.u24le(content) * 2, file.u24le(content + 3) * 2);
                }
            } else if (first == null && isPicture(start)) {
                first = frame(start, end);
                frames++;
            } else if (file.startsWith(start, "ICCP") && file.has(content, length)) {
                icc = file.slice(content, (int) length);
            }
            at += CHUNK + length + (length & 1);
        }
        if (first == null) {
            throw complete ? PictureException.corrupt(null) : PictureException.truncated();
        }
    }

    private boolean isPicture(int chunk) {
        return file.startsWith(chunk, "ALPH") || file.startsWith(chunk, "VP8 ") || file.startsWith(chunk, "VP8L");
    }

    /// The picture whose chunks begin at `from`: a lossy one, perhaps with its transparency before it, or a lossless
    /// one.
    private Frame frame(int from, int limit) {
        Stream alpha = null;
        long at = from;
        while (at + CHUNK <= limit) {
            int start = (int) at;
            int content = start + CHUNK;
            long length = file.u32le(start + 4);
            var stream = new Stream(content, (int) Math.min(length, limit - content));
            if (file.startsWith(start, "VP8 ")) {
                return lossy(stream, alpha);
            }
            if (file.startsWith(start, "VP8L")) {
                return lossless(stream);
            }
            if (file.startsWith(start, "ALPH")) {
                alpha = stream;
            }
            at += CHUNK + length + (length & 1);
        }
        throw complete ? PictureException.corrupt(null) : PictureException.truncated();
    }

    private Frame lossy(Stream stream, Stream alpha) {
        int at = stream.offset();
        // The lowest bit says that this is not a picture of its own but a change of the one before.
        if ((file.u8(at) & 1) != 0 || file.u24le(at + 3) != 0x2A019D) {
            throw PictureException.corrupt(null);
        }
        return new Frame(
                0, 0, file.u16le(at + 6) & 0x3FFF, file.u16le(at + 8) & 0x3FFF, false, alpha != null, stream, alpha);
    }

    private Frame lossless(Stream stream) {
        int at = stream.offset();
        long sides = file.u32le(at + 1);
        if (file.u8(at) != 0x2F || sides >> 29 != 0) {
            throw PictureException.corrupt(null);
        }
        boolean translucent = (sides >> 28 & 1) == 1;
        return new Frame(
                0, 0, (int) (sides & 0x3FFF) + 1, (int) (sides >> 14 & 0x3FFF) + 1, true, translucent, stream, null);
    }

    private void requireInside() {
        boolean inside = first.left() + (long) first.width() <= width && first.top() + (long) first.height() <= height;
        if (!inside || first.width() == 0 || first.height() == 0) {
            throw PictureException.corrupt(null);
        }
    }

    @Override
    public MediaType type() {
        return MediaType.WEBP;
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
        return frames > 1 ? Sequence.ANIMATION : Sequence.SINGLE;
    }

    @Override
    public long decodingBytes() {
        return (first.lossless() ? losslessBytes() : lossyBytes())
                + (isWhole() ? 0 : (long) width * height * 3)
                + (icc == null ? 0 : ColourProfile.WORKING_BYTES);
    }

    /// A stream is four bytes a pixel, and up to one more for its settings, besides the colours that come of it.
    private long losslessBytes() {
        return pixels() * (5 + 3) + WebpLossless.WORKING_BYTES;
    }

    /// The stream of the alpha comes first and is gone when the colours are decoded, from a copy of theirs.
    private long lossyBytes() {
        long alpha = first.alpha() == null ? 0 : pixels() * (5 + 1) + WebpLossless.WORKING_BYTES;
        return Math.max(alpha, pixels() * (1 + 3) + containerBytes());
    }

    private long pixels() {
        return (long) first.width() * first.height();
    }

    @Override
    public boolean complete() {
        return complete;
    }

    private boolean isWhole() {
        return first.width() == width && first.height() == height;
    }

    @Override
    public byte[] decode() throws IOException {
        byte[] frame = first.lossless() ? decodeLossless() : decodeLossy();
        byte[] rgb =
                isWhole() ? frame : Readers.onCanvas(frame, first.width(), first.left(), first.top(), width, height);
        if (icc != null) {
            ColourProfile.of(icc, 3).ifPresent(profile -> profile.toSrgb(rgb));
        }
        return rgb;
    }

    private byte[] decodeLossless() {
        Stream stream = first.colours();
        int[] pixels = lossless(stream.offset() + LOSSLESS_HEADER, stream.length() - LOSSLESS_HEADER);
        var rgb = new byte[pixels.length * 3];
        int out = 0;
        for (int pixel : pixels) {
            int alpha = first.translucent() ? pixel >>> 24 : 255;
            rgb[out++] = Readers.overWhite(pixel >> 16 & 0xFF, alpha);
            rgb[out++] = Readers.overWhite(pixel >> 8 & 0xFF, alpha);
            rgb[out++] = Readers.overWhite(pixel & 0xFF, alpha);
        }
        return rgb;
    }

    private int[] lossless(int offset, int length) {
        return WebpLossless.decode(new WebpBits(file.array(), offset, length), first.width(), first.height());
    }

    private byte[] decodeLossy() throws IOException {
        byte[] alpha = first.alpha() == null ? null : alpha(first.alpha());
        byte[] rgb = lossy();
        if (alpha != null) {
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = Readers.overWhite(rgb[i] & 0xFF, alpha[i / 3] & 0xFF);
            }
        }
        return rgb;
    }

    private byte[] lossy() throws IOException {
        BufferedImage image = Readers.interleaved(first.width(), first.height(), 3);
        ImageReader reader = new WebPImageReaderSpi().createReaderInstance(null);
        try {
            reader.setInput(new MemoryStream(container()), true, true);
            var param = reader.getDefaultReadParam();
            param.setDestination(image);
            reader.read(0, param);
        } finally {
            reader.dispose();
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    /// The lossy stream as a file of its own. The library refuses pictures that are more than 2048 times as large as
    /// their file, as even-coloured ones are: zeros at the end make up for it.
    private byte[] container() {
        Stream stream = first.colours();
        int padded = stream.length() + (stream.length() & 1);
        return ByteBuffer.allocate(containerBytes())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(4 + CHUNK + padded)
                .put("WEBPVP8 ".getBytes(StandardCharsets.US_ASCII))
                .putInt(stream.length())
                .put(file.array(), stream.offset(), stream.length())
                .array();
    }

    private int containerBytes() {
        return Math.max(HEADER + CHUNK + first.colours().length() + 1, Math.toIntExact(pixels() / 512));
    }

    /// The transparency of a lossy picture, a byte a pixel: stored as they are or as the green of a lossless stream, in
    /// both cases as differences from the pixels before.
    private byte[] alpha(Stream chunk) {
        int flags = file.u8(chunk.offset());
        byte[] alpha =
                switch (flags & 3) {
                    case 0 -> file.slice(chunk.offset() + 1, first.width() * first.height());
                    case 1 -> green(lossless(chunk.offset() + 1, chunk.length() - 1));
                    default -> throw PictureException.corrupt(null);
                };
        WebpAlpha.unfilter(alpha, first.width(), first.height(), flags >> 2 & 3);
        return alpha;
    }

    private static byte[] green(int[] pixels) {
        var green = new byte[pixels.length];
        for (int i = 0; i < green.length; i++) {
            green[i] = (byte) (pixels[i] >> 8);
        }
        return green;
    }
}
