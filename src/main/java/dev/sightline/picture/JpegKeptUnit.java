package dev.sightline.picture;

/// Units of a scan that is not all of the picture: what they bring is kept.
final class JpegKeptUnit implements JpegUnit {

    private final boolean interleaved;
    private final Part[] parts;

    /// @param kept coefficients of all blocks of the component
    record Part(JpegComponent component, Blocks blocks, short[] kept) {}

    /// Reads the blocks of one component.
    interface Blocks {

        /// @param at where in `kept` the block begins
        void read(JpegBits in, short[] kept, int at);

        void restart();
    }

    JpegKeptUnit(Part... parts) {
        this.interleaved = parts.length > 1;
        this.parts = parts;
    }

    @Override
    public void read(JpegBits in, int column, int row) {
        for (var part : parts) {
            int across = interleaved ? part.component.across() : 1;
            int down = interleaved ? part.component.down() : 1;
            for (int y = 0; y < down; y++) {
                int from = (row * down + y) * part.component.stride() + column * across;
                for (int x = 0; x < across; x++) {
                    part.blocks.read(in, part.kept, (from + x) * JpegComponent.AREA);
                }
            }
        }
    }

    @Override
    public void skip(int column, int row) {}

    @Override
    public void restart() {
        for (var part : parts) {
            part.blocks.restart();
        }
    }

    @Override
    public void finish(int row) {}
}
