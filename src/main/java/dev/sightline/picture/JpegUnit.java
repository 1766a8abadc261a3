package dev.sightline.picture;

/// How the units of a scan are read: what stands between two looks at whether there is more. A unit is one block, or,
/// where the components are interleaved, some of each.
interface JpegUnit {

    /// @param column in units
    /// @param row    in units
    /// @throws JpegDamage if the bits make no sense
    void read(JpegBits in, int column, int row);

    /// Stands in for a unit that could not be read.
    void skip(int column, int row);

    /// Forgets what went before, as every restart asks.
    void restart();

    /// After the last unit of a row.
    void finish(int row);
}
