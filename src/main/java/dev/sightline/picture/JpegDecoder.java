package dev.sightline.picture;

import java.util.Arrays;

/// Decodes a JPEG: sequential or progressive, with Huffman codes and 8 bits a sample.
///
/// Where all components come in one scan, each block is made samples of as soon as it has been read. Otherwise the
/// coefficients are kept until the last scan.
final class JpegDecoder {

    private static final int[] UNITY = new int[JpegComponent.AREA];

    static {
        Arrays.fill(UNITY, 1);
    }

    private final Bytes file;
    private final JpegFrame frame;
    private final JpegScans scans;
    private final JpegPixels pixels;
    private final JpegTables tables = new JpegTables();

    /// For each component, its steps: those that were known when its first scan began.
    private final int[][] steps;

    /// For each component, the coefficients of all blocks, in rows of eight; null if they are not kept.
    private final short[][] kept;

    JpegDecoder(Bytes file, JpegFrame frame, JpegScans scans, JpegPixels pixels) {
        this.file = file;
        this.frame = frame;
        this.scans = scans;
        this.pixels = pixels;
        this.steps = new int[frame.components().size()][];
        this.kept = scans.kept()
                ? frame.components().stream()
                        .map(component -> new short[Math.toIntExact(component.coefficients())])
                        .toArray(short[][]::new)
                : null;
    }

    void decode() {
        readSegments();
        if (Arrays.asList(steps).contains(null)) {
            throw scans.ended() ? PictureException.corrupt(null) : PictureException.truncated();
        }
        if (kept != null) {
            transformKept();
        }
    }

    private void readSegments() {
        int at = JpegMarkers.afterNext(file.array(), 2);
        while (file.has(at, 2) && file.u8(at - 1) != JpegMarkers.END_OF_IMAGE) {
            int marker = file.u8(at - 1);
            int length = JpegMarkers.isAlone(marker) ? 0 : file.u16(at);
            if (!file.has(at, length)) {
                return;
            }
            if (marker == JpegMarkers.START_OF_SCAN) {
                read(JpegScan.read(file, at, frame));
                if (kept == null) {
                    return;
                }
            } else {
                tables.read(file, marker, at);
            }
            at = JpegMarkers.afterNext(file.array(), at + length);
        }
    }

    private void read(JpegScan scan) {
        for (var part : scan.parts()) {
            int component = frame.components().indexOf(part.component());
            if (steps[component] == null) {
                steps[component] = tables.quantisation(part.component().table());
            }
        }
        if (kept == null) {
            readUnits(scan, new JpegStreamedUnit(frame, scan, tables, pixels));
        } else {
            readUnits(
                    scan,
                    new JpegKeptUnit(scan.parts().stream()
                            .map(part -> keptPart(scan, part))
                            .toArray(JpegKeptUnit.Part[]::new)));
        }
    }

    private JpegKeptUnit.Part keptPart(JpegScan scan, JpegScan.Part part) {
        return new JpegKeptUnit.Part(
                part.component(),
                frame.progressive() ? new JpegProgressive(scan, part, tables) : sequential(part),
                kept[frame.components().indexOf(part.component())]);
    }

    private JpegKeptUnit.Blocks sequential(JpegScan.Part part) {
        var blocks = new JpegSequential(tables.direct(part.direct()), tables.alternating(part.alternating()));
        var block = new JpegBlock();
        return new JpegKeptUnit.Blocks() {

            @Override
            public void read(JpegBits in, short[] kept, int at) {
                block.clear();
                blocks.read(in, UNITY, block);
                block.keep(kept, at);
            }

            @Override
            public void restart() {
                blocks.restart();
            }
        };
    }

    private void readUnits(JpegScan scan, JpegUnit unit) {
        boolean whole = kept == null || scan.interleaved();
        var only = scan.parts().getFirst().component();
        int across = whole ? frame.unitsAcross() : only.blocksAcross();
        int down = whole ? frame.unitsDown() : only.blocksDown();
        var in = new JpegBits(file.array(), scan.data());
        var loss = new JpegLoss((long) across * down, scans.ended());
        int interval = tables.restartInterval();
        int left = interval;
        boolean readable = true;
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                if (interval > 0 && left-- == 0) {
                    readable = in.restart();
                    unit.restart();
                    left = interval - 1;
                }
                readable = readable && read(in, unit, column, row);
                if (!readable) {
                    unit.skip(column, row);
                    loss.add();
                }
            }
            unit.finish(row);
        }
    }

    private static boolean read(JpegBits in, JpegUnit unit, int column, int row) {
        in.provide();
        try {
            unit.read(in, column, row);
        } catch (JpegDamage damage) {
            return false;
        }
        return !in.overrun();
    }

    private void transformKept() {
        var block = new JpegBlock();
        for (int row = 0; row < frame.unitsDown(); row++) {
            for (int i = 0; i < kept.length; i++) {
                var component = frame.components().get(i);
                int from = row * component.down();
                for (int y = from; y < from + component.down(); y++) {
                    for (int x = 0; x < component.stride(); x++) {
                        block.load(kept[i], (y * component.stride() + x) * JpegComponent.AREA, steps[i]);
                        pixels.plane(i).put(block, x, y);
                    }
                }
            }
            pixels.finish(row);
        }
    }
}
