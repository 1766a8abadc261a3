package dev.sightline.picture;

/// One of the samples of a JPEG's pixels: a colour, or grey. It may have fewer samples than the picture has pixels.
///
/// @param id     names it in the headers of scans
/// @param across samples for each [JpegFrame#mostAcross] pixels in a row
/// @param down   samples for each [JpegFrame#mostDown] pixels in a column
/// @param table  the number of its quantisation table
/// @param width  in samples
/// @param height in samples
/// @param stride in blocks, whole units of the frame
/// @param rows   of blocks, whole units of the frame
record JpegComponent(int id, int across, int down, int table, int width, int height, int stride, int rows) {

    /// Samples of a block's side.
    static final int BLOCK = 8;

    /// Coefficients of a block.
    static final int AREA = BLOCK * BLOCK;

    /// Blocks that are in the picture.
    int blocksAcross() {
        return Math.ceilDiv(width, BLOCK);
    }

    int blocksDown() {
        return Math.ceilDiv(height, BLOCK);
    }

    /// Of all blocks, those that fill up the last units too.
    long coefficients() {
        return (long) AREA * stride * rows;
    }
}
