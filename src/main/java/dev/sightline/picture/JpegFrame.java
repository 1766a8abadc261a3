package dev.sightline.picture;

import java.util.List;
import java.util.stream.IntStream;

/// What a JPEG's frame header says. A frame is divided into units of `mostAcross` by `mostDown` blocks.
///
/// @param components 1, 3 or 4 of them
record JpegFrame(
        int width, int height, boolean progressive, int mostAcross, int mostDown, List<JpegComponent> components) {

    private static final int MOST_FACTOR = 4;
    private static final int TABLES = 4;

    /// @param at the start of the segment, at its length
    static JpegFrame read(Bytes file, int marker, int at) {
        if (marker > JpegMarkers.PROGRESSIVE_FRAME) {
            throw PictureException.unsupported("Lossless and arithmetic-coded JPEG pictures");
        }
        if (file.u8(at + 2) != 8) {
            throw PictureException.unsupported("JPEG pictures of 12 bits");
        }
        int height = file.u16(at + 3);
        int width = file.u16(at + 5);
        int count = file.u8(at + 7);
        if (width == 0 || (count != 1 && count != 3 && count != 4)) {
            throw PictureException.corrupt(null);
        }
        if (height == 0) {
            throw PictureException.unsupported("JPEG pictures whose height is stated behind them");
        }
        var across = IntStream.range(0, count)
                .map(i -> factor(file.u8(at + 9 + i * 3) >> 4, count))
                .toArray();
        var down = IntStream.range(0, count)
                .map(i -> factor(file.u8(at + 9 + i * 3) & 15, count))
                .toArray();
        int mostAcross = IntStream.of(across).max().getAsInt();
        int mostDown = IntStream.of(down).max().getAsInt();
        int unitsAcross = Math.ceilDiv(width, mostAcross * JpegComponent.BLOCK);
        int unitsDown = Math.ceilDiv(height, mostDown * JpegComponent.BLOCK);
        var components = IntStream.range(0, count)
                .mapToObj(i -> new JpegComponent(
                        file.u8(at + 8 + i * 3),
                        across[i],
                        down[i],
                        table(file.u8(at + 10 + i * 3)),
                        Math.ceilDiv(width * across[i], mostAcross),
                        Math.ceilDiv(height * down[i], mostDown),
                        unitsAcross * across[i],
                        unitsDown * down[i]))
                .toList();
        return new JpegFrame(width, height, marker == JpegMarkers.PROGRESSIVE_FRAME, mostAcross, mostDown, components);
    }

    /// That of a single component says nothing.
    private static int factor(int factor, int count) {
        if (factor < 1 || factor > MOST_FACTOR) {
            throw PictureException.corrupt(null);
        }
        return count == 1 ? 1 : factor;
    }

    private static int table(int number) {
        if (number >= TABLES) {
            throw PictureException.corrupt(null);
        }
        return number;
    }

    int unitsAcross() {
        return Math.ceilDiv(width, mostAcross * JpegComponent.BLOCK);
    }

    int unitsDown() {
        return Math.ceilDiv(height, mostDown * JpegComponent.BLOCK);
    }

    /// Of all components together, those that fill up the last units too.
    long coefficients() {
        return components.stream().mapToLong(JpegComponent::coefficients).sum();
    }
}
