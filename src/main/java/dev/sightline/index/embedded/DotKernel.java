package dev.sightline.index.embedded;

/// Integer dot products of one code with many: the inner loop of a scan.
interface DotKernel {

    /// Codes are padded with zeros to a multiple of this many bytes, so that no kernel has to look after a rest.
    int ALIGNMENT = 64;

    /// Prepares a query.
    ///
    /// @param query padded to a multiple of [#ALIGNMENT], each value -127 to 127
    Dot against(byte[] query);

    /// The dot product of one query and the code, as long as the query, that begins at an offset.
    @FunctionalInterface
    interface Dot {
        int product(byte[] codes, int offset);
    }

    /// The length of a code of so many dimensions, with its padding.
    static int padded(int dimension) {
        return Math.ceilDiv(dimension, ALIGNMENT) * ALIGNMENT;
    }
}
