package dev.sightline.picture;

import dev.sightline.picture.IsoBoxes.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// HEIC and AVIF: how large the largest picture inside is, which others are parts of, and its colours.
final class HeifFile extends ForeignFile {

    private static final List<String> HEIC =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1", "mif2");

    /// Version and flags.
    private static final int FULL_BOX = 4;

    private final int width;
    private final int height;
    private final boolean animated;
    private final int sampleBytes;
    private final byte[] codePoints;

    private HeifFile(Bytes file, MediaType type) {
        super(file, type);
        List<Box> top = IsoBoxes.in(file, 0, file.length());
        Box meta = top.stream()
                .filter(box -> box.type().equals("meta"))
                .findFirst()
                .orElseThrow(PictureException::truncated);
        List<Box> parts = IsoBoxes.in(file, meta.start() + FULL_BOX, meta.end());
        List<Box> properties = properties(parts);
        long[] sides = largest(properties);
        if (sides[0] < 1 || sides[1] < 1 || sides[0] > Integer.MAX_VALUE || sides[1] > Integer.MAX_VALUE) {
            throw PictureException.corrupt(null);
        }
        width = (int) sides[0];
        height = (int) sides[1];
        sampleBytes = sampleBytes(properties);
        codePoints = codePoints(properties);
        animated = top.stream().anyMatch(box -> box.type().equals("moov"));
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

    private List<Box> properties(List<Box> parts) {
        return first(parts, "iprp")
                .flatMap(properties -> IsoBoxes.first(file, properties.start(), properties.end(), "ipco"))
                .map(container -> IsoBoxes.in(file, container.start(), container.end()))
                .orElseThrow(() -> PictureException.corrupt(null));
    }

    private long[] largest(List<Box> properties) {
        return properties.stream()
                .filter(box -> box.type().equals("ispe") && box.length() >= FULL_BOX + 8)
                .map(box -> new long[] {file.u32(box.start() + FULL_BOX), file.u32(box.start() + FULL_BOX + 4)})
                .max((one, other) -> Double.compare((double) one[0] * one[1], (double) other[0] * other[1]))
                .orElseThrow(() -> PictureException.corrupt(null));
    }

    /// By the bits that each channel of each picture inside has.
    private int sampleBytes(List<Box> properties) {
        List<Box> bits = properties.stream()
                .filter(box -> box.type().equals("pixi") && box.length() > FULL_BOX + 1)
                .toList();
        boolean small = bits.stream().allMatch(box -> IntStream.range(box.start() + FULL_BOX + 1, box.end())
                .allMatch(at -> file.u8(at) <= 8));
        return small && !bits.isEmpty() ? 1 : 2;
    }

    private byte[] codePoints(List<Box> properties) {
        List<Box> colours =
                properties.stream().filter(box -> box.type().equals("colr")).toList();
        boolean profile = colours.stream().anyMatch(box -> !file.startsWith(box.start(), "nclx"));
        if (profile || colours.isEmpty() || colours.getFirst().length() < 4 + 6) {
            return null;
        }
        int at = colours.getFirst().start() + 4;
        return new byte[] {(byte) file.u16(at), (byte) file.u16(at + 2), 0, 1};
    }

    private static Optional<Box> first(List<Box> boxes, String type) {
        return boxes.stream().filter(box -> box.type().equals(type)).findFirst();
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
    int sampleBytes() {
        return sampleBytes;
    }

    @Override
    Optional<byte[]> codePoints() {
        return Optional.ofNullable(codePoints);
    }
}
