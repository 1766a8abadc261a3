package dev.sightline.picture;

/// Units of all components of a sequential picture, made samples of as soon as they have been read.
final class JpegStreamedUnit implements JpegUnit {

    private final JpegPixels pixels;
    private final JpegBlock block = new JpegBlock();
    private final Part[] parts;

    private record Part(JpegComponent component, JpegSequential blocks, int[] steps, JpegPlane plane) {}

    JpegStreamedUnit(JpegFrame frame, JpegScan scan, JpegTables tables, JpegPixels pixels) {
        this.pixels = pixels;
        this.parts = scan.parts().stream()
                .map(part -> new Part(
                        part.component(),
                        new JpegSequential(tables.direct(part.direct()), tables.alternating(part.alternating())),
                        tables.quantisation(part.component().table()),
                        pixels.plane(frame.components().indexOf(part.component()))))
                .toArray(Part[]::new);
    }

    @Override
    public void read(JpegBits in, int column, int row) {
        for (var part : parts) {
            int across = part.component.across();
            int down = part.component.down();
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    block.clear();
                    part.blocks.read(in, part.steps, block);
                    part.plane.put(block, column * across + x, row * down + y);
                }
            }
        }
    }

    /// Grey, which is zero.
    @Override
    public void skip(int column, int row) {
        block.clear();
        for (var part : parts) {
            int across = part.component.across();
            int down = part.component.down();
            for (int y = 0; y < down; y++) {
                for (int x = 0; x < across; x++) {
                    part.plane.put(block, column * across + x, row * down + y);
                }
            }
        }
    }

    @Override
    public void restart() {
        for (var part : parts) {
            part.blocks.restart();
        }
    }

    @Override
    public void finish(int row) {
        pixels.finish(row);
    }
}
