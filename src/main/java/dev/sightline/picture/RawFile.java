package dev.sightline.picture;

import dev.sightline.picture.TiffBlock.Directory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a camera's sensor saw. It is not developed: the largest JPEG inside is taken, the camera's own picture.
final class RawFile implements PictureFile {

    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int STRIP_LENGTHS = 279;
    private static final int PREVIEW_OFFSET = 513;
    private static final int PREVIEW_LENGTH = 514;

    /// The start of a RAF, and where it says that its preview is.
    static final String RAF = "FUJIFILMCCD-RAW";

    private static final int RAF_PREVIEW = 84;

    private static final int UUID = 16;
    private static final int[] CR3_PREVIEW = {
        0xEA, 0xF4, 0x2B, 0x5E, 0x1C, 0x98, 0x4B, 0x88, 0xB9, 0xFB, 0xB7, 0xDC, 0x40, 0x6E, 0x4D, 0x16
    };

    /// Sides, and the length of the JPEG that follows.
    private static final int PRVW_HEAD = 16;

    /// Cameras put in four at most.
    private static final int MOST_PREVIEWS = 16;

    private final MediaType type;
    private final JpegFile preview;
    private final int copied;

    private record Part(long offset, long length) {}

    private RawFile(MediaType type, Bytes file, List<Part> parts) {
        this.type = type;
        JpegFile largest = null;
        int bytes = 0;
        for (Part part : parts.stream().distinct().limit(MOST_PREVIEWS).toList()) {
            JpegFile candidate = displayable(file, part);
            if (candidate != null && (largest == null || pixels(candidate) > pixels(largest))) {
                largest = candidate;
                bytes = (int) Math.min(part.length(), file.length() - part.offset());
            }
        }
        if (largest == null) {
            throw PictureException.unsupported("Camera raw pictures without a preview inside");
        }
        this.preview = largest;
        this.copied = bytes;
    }

    /// @param type of a raw file
    static RawFile open(Bytes file, MediaType type) {
        if (type == MediaType.RAF) {
            return new RawFile(type, file, List.of(new Part(file.u32(RAF_PREVIEW), file.u32(RAF_PREVIEW + 4))));
        }
        if (type == MediaType.CR3) {
            return cr3(file);
        }
        TiffBlock block = TiffBlock.of(file);
        var parts = new ArrayList<Part>();
        for (Directory directory : block.all()) {
            long compression = directory.number(COMPRESSION, 0);
            if (compression == 6 || compression == 7) {
                add(directory, STRIP_OFFSETS, STRIP_LENGTHS, parts);
            }
            add(directory, PREVIEW_OFFSET, PREVIEW_LENGTH, parts);
        }
        return new RawFile(type, file, parts);
    }

    /// The preview is in a box of Canon's own.
    private static RawFile cr3(Bytes file) {
        List<Part> parts = IsoBoxes.in(file, 0, file.length()).stream()
                .filter(box -> box.type().equals("uuid") && file.startsWith(box.start(), CR3_PREVIEW))
                .flatMap(box -> IsoBoxes.in(file, box.start() + UUID + 8, box.end()).stream())
                .filter(box -> box.type().equals("PRVW") && box.length() > PRVW_HEAD)
                .map(box -> new Part(box.start() + PRVW_HEAD, file.u32(box.start() + PRVW_HEAD - 4)))
                .toList();
        return new RawFile(MediaType.CR3, file, parts);
    }

    private static void add(Directory directory, int offset, int length, List<Part> parts) {
        boolean isOne =
                directory.find(offset).filter(entry -> entry.count() == 1).isPresent();
        if (isOne) {
            parts.add(new Part(directory.number(offset, 0), directory.number(length, 0)));
        }
    }

    /// Null for what the sensor saw, which some cameras store as lossless JPEG, and for what is no JPEG at all.
    private static JpegFile displayable(Bytes file, Part part) {
        if (!file.has(part.offset(), 3) || !file.startsWith((int) part.offset(), 0xFF, 0xD8, 0xFF)) {
            return null;
        }
        int offset = (int) part.offset();
        try {
            return JpegFile.open(new Bytes(file.slice(offset, (int) Math.min(part.length(), file.length() - offset))));
        } catch (PictureException unreadable) {
            return null;
        }
    }

    private static long pixels(JpegFile file) {
        return (long) file.width() * file.height();
    }

    @Override
    public MediaType type() {
        return type;
    }

    /// Of the preview.
    @Override
    public int width() {
        return preview.width();
    }

    @Override
    public int height() {
        return preview.height();
    }

    /// The copy of the preview, and the one that it is compared with.
    @Override
    public long decodingBytes() {
        return preview.decodingBytes() + 2L * copied;
    }

    @Override
    public boolean complete() {
        return preview.complete();
    }

    @Override
    public byte[] decode() throws IOException {
        return preview.decode();
    }

    @Override
    public Pixels decode(int longerSide) throws IOException {
        return preview.decode(longerSide);
    }
}
