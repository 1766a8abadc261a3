package dev.sightline.picture;

import dev.sightline.picture.IsoBoxes.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// HEIC and AVIF: how large the largest picture inside is, and the EXIF block.
final class HeifFile extends ForeignFile {

    private static final List<String> HEIC =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2");

    /// Version and flags.
    private static final int FULL_BOX = 4;

    private final int width;
    private final int height;
    private final boolean animated;
    private final byte[] exif;

    private HeifFile(Bytes file, MediaType type) {
        super(file, type);
        List<Box> top = IsoBoxes.in(file, 0, file.length());
        Box meta = top.stream()
                .filter(box -> box.type().equals("meta"))
                .findFirst()
                .orElseThrow(PictureException::truncated);
        List<Box> parts = IsoBoxes.in(file, meta.start() + FULL_BOX, meta.end());
        long[] sides = largest(parts);
        if (sides[0] < 1 || sides[1] < 1 || sides[0] > Integer.MAX_VALUE || sides[1] > Integer.MAX_VALUE) {
            throw PictureException.corrupt(null);
        }
        width = (int) sides[0];
        height = (int) sides[1];
        animated = top.stream().anyMatch(box -> box.type().equals("moov"));
        exif = exif(parts).orElse(null);
    }

    static HeifFile open(Bytes file, MediaType type) {
        return new HeifFile(file, type);
    }

    /// What a file that begins with its brands is, by the first of them that is known.
    static Optional<MediaType> brand(Bytes file) {
        int end = (int) Math.min(Math.min(file.u32(0), 256), file.length());
        var brands = IntStream.iterate(8, at -> at + 4 <= end, at -> at + 4)
                .filter(at -> at != 12)
                .mapToObj(at -> file.ascii(at, 4))
                .toList();
        if (brands.contains("avif") || brands.contains("avis")) {
            return Optional.of(MediaType.AVIF);
        }
        if (brands.contains("crx ")) {
            return Optional.of(MediaType.CR3);
        }
        return brands.stream().anyMatch(HEIC::contains) ? Optional.of(MediaType.HEIC) : Optional.empty();
    }

    private long[] largest(List<Box> parts) {
        return first(parts, "iprp")
                .flatMap(properties -> IsoBoxes.first(file, properties.start(), properties.end(), "ipco"))
                .stream()
                .flatMap(container -> IsoBoxes.in(file, container.start(), container.end()).stream())
                .filter(box -> box.type().equals("ispe") && box.length() >= FULL_BOX + 8)
                .map(box -> new long[] {file.u32(box.start() + FULL_BOX), file.u32(box.start() + FULL_BOX + 4)})
                .max((one, other) -> Double.compare((double) one[0] * one[1], (double) other[0] * other[1]))
                .orElseThrow(() -> PictureException.corrupt(null));
    }

    private static Optional<Box> first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
    }

    private Optional<byte[]> exif(List<Box> parts) {
        try {
            return first(parts, "iinf")
                    .flatMap(this::exifItem)
                    .flatMap(item -> first(parts, "iloc").flatMap(box -> new Locations(box).of(item)))
                    .flatMap(part -> upright(part.start(), part.end()));
        } catch (PictureException broken) {
            return Optional.empty();
        }
    }

    private Optional<Long> exifItem(Box items) {
        int from = items.start() + FULL_BOX + (file.u8(items.start()) == 0 ? 2 : 4);
        return IsoBoxes.in(file, from, items.end()).stream()
                .filter(box -> box.type().equals("infe") && file.u8(box.start()) >= 2)
                .filter(box -> file.startsWith(box.start() + (isWide(box) ? 10 : 8), "Exif"))
                .map(box -> isWide(box) ? file.u32(box.start() + FULL_BOX) : file.u16(box.start() + FULL_BOX))
                .findFirst()
                .map(Number::longValue);
    }

    /// Whether the number of the item has 32 bits.
    private boolean isWide(Box info) {
        return file.u8(info.start()) >= 3;
    }

    /// Where the items are: only those in one piece, at a place of the file.
    private final class Locations {

        private final Box box;
        private int at;

        Locations(Box box) {
            this.box = box;
        }

        Optional<Box> of(long item) {
            int version = file.u8(box.start());
            int sizes = file.u16(box.start() + FULL_BOX);
            at = box.start() + FULL_BOX + 2;
            long count = number(version < 2 ? 2 : 4);
            for (long i = 0; i < count && at < box.end(); i++) {
                long id = number(version < 2 ? 2 : 4);
                long method = version == 0 ? 0 : number(2) & 15;
                number(2);
                long base = number(sizes >> 4 & 15);
                long extents = number(2);
                for (long extent = 0; extent < extents && at < box.end(); extent++) {
                    number(version == 0 ? 0 : sizes & 15);
                    long offset = base + number(sizes >> 12 & 15);
                    long length = number(sizes >> 8 & 15);
                    if (id == item && extents == 1 && method == 0 && file.has(offset, length)) {
                        return Optional.of(new Box("", (int) offset, (int) (offset + length)));
                    }
                }
            }
            return Optional.empty();
        }

        private long number(int bytes) {
            long number = 0;
            for (int i = 0; i < bytes; i++) {
                number = number << 8 | file.u8(at++);
            }
            return number;
        }
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
    public Optional<byte[]> exif() {
        return Optional.ofNullable(exif);
    }
}
