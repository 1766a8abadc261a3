package dev.sightline.picture;

/// How much of a scan may be missing before the picture is refused: a tenth. Cameras and interrupted copies leave such
/// files behind, and every viewer shows them.
final class JpegLoss {

    private static final int PART = 10;

    private final long most;
    private final boolean ended;
    private long lost;

    /// @param units of the scan
    /// @param ended whether the file says that this was all
    JpegLoss(long units, boolean ended) {
        this.most = units / PART;
        this.ended = ended;
    }

    /// One more unit.
    ///
    /// @throws PictureException if that is too much
    void add() {
        if (++lost > most) {
            throw ended ? PictureException.corrupt(null) : PictureException.truncated();
        }
    }
}
