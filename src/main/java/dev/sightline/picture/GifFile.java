package dev.sightline.picture;

import java.io.IOException;
import javax.imageio.ImageReader;

/// GIF: its first frame, decoded by the JDK, where the animation puts it.
final class GifFile implements PictureFile {

    private static final int HEADER = 13;
    private static final int IMAGE = 0x2C;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3B;

    private final Bytes file;
    private final int width;
    private final int height;
    private final Frame first;
    private final boolean animated;
    private final boolean complete;

    private record Frame(int left, int top, int width, int height) {}

    private GifFile(Bytes file) {
        this.file = file;
        int at = firstFrame(HEADER + paletteBytes(file.u8(10)));
        first = new Frame(file.u16le(at + 1), file.u16le(at + 3), file.u16le(at + 5), file.u16le(at + 7));
        if (first.width() == 0 || first.height() == 0) {
            throw PictureException.corrupt(null);
        }
        // A frame that reaches outside makes the screen larger, as in browsers.
        width = Math.max(file.u16le(6), first.left() + first.width());
        height = Math.max(file.u16le(8), first.top() + first.height());
        int next = marker(afterImage(at));
        animated = next < file.length() && file.u8(next) == IMAGE;
        complete = next < file.length();
    }

    static GifFile open(Bytes file) {
        return new GifFile(file);
    }

    private int firstFrame(int start) {
        int at = marker(start);
        if (file.u8(at) != IMAGE) {
            throw PictureException.corrupt(null);
        }
        return at;
    }

    /// The position of the next image or of the end of the file, whichever is first; may lie beyond the bytes there
    /// are.
    private int marker(int at) {
        while (at < file.length() && file.u8(at) != IMAGE && file.u8(at) != TRAILER) {
            at = file.u8(at) == EXTENSION ? afterBlocks(at + 2) : at + 1;
        }
        return at;
    }

    private int afterImage(int at) {
        int data = at + 10;
        return data > file.length() ? data : afterBlocks(data + paletteBytes(file.u8(at + 9)) + 1);
    }

    private int afterBlocks(int at) {
        while (at < file.length() && file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        return at + 1;
    }

    private static int paletteBytes(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    @Override
    public MediaType type() {
        return MediaType.GIF;
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

    /// The frame's indices and colours, and the whole if the frame is only a part of it.
    @Override
    public long decodingBytes() {
        long frame = (long) first.width() * first.height();
        return frame * (1 + 3) + (isWhole() ? 0 : (long) width * height * 3);
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
        ImageReader reader = Readers.jdk("gif", new MemoryStream(file.array()));
        byte[] frame;
        try {
            frame = Readers.rgb(reader.read(0));
        } finally {
            reader.dispose();
        }
        return isWhole() ? frame : Readers.onCanvas(frame, first.width(), first.left(), first.top(), width, height);
    }
}
