package dev.sightline.picture;

/// JPEG, whose colours are converted to sRGB as its profile says.
final class JpegFile implements PictureFile {

    /// Each pass goes over all pixels, so that a small file of many scans could keep a processor busy for hours.
    /// Encoders write about ten.
    private static final int MOST_SCANS = 100;

    /// How many times larger than wanted a reduced picture is at least: below this the way of reducing would be seen.
    private static final double MARGIN = 1.3;

    /// In eighths: beyond a half, the colours of most files would have to be reduced too, which is seen, and takes no
    /// less time than decoding in full.
    private static final int LARGEST_REDUCED = 4;

    private final Bytes file;
    private final JpegFrame frame;
    private final JpegColours colours;
    private final IccSegments icc;
    private final JpegScans scans;

    private JpegFile(Bytes file, JpegFrame frame, JpegColours colours, IccSegments icc, JpegScans scans) {
        this.file = file;
        this.frame = frame;
        this.colours = colours;
        this.icc = icc;
        this.scans = scans;
    }

    static JpegFile open(Bytes file) {
        JpegFrame frame = null;
        var icc = new IccSegments();
        boolean jfif = false;
        int adobe = -1;
        int at = 2;
        while (true) {
            while (file.u8(at) != 0xFF || file.u8(at + 1) == 0 || file.u8(at + 1) == 0xFF) {
                at++;
            }
            int marker = file.u8(at + 1);
            at += 2;
            if (marker == JpegMarkers.START_OF_SCAN && frame != null) {
                return new JpegFile(
                        file, frame, JpegColours.of(frame, jfif, adobe), icc, JpegScans.read(file, at, frame));
            }
            if (marker == JpegMarkers.END_OF_IMAGE || marker == JpegMarkers.START_OF_SCAN) {
                throw PictureException.corrupt(null);
            }
            if (JpegMarkers.isAlone(marker)) {
                continue;
            }
            int length = file.u16(at);
            if (length < 2) {
                throw PictureException.corrupt(null);
            }
            if (JpegMarkers.isFrame(marker)) {
                frame = JpegFrame.read(file, marker, at);
            } else if (marker == IccSegments.MARKER) {
                icc.add(file, at, length);
            } else if (marker == JpegMarkers.JFIF && file.startsWith(at + 2, "JFIF\0")) {
                jfif = true;
            } else if (marker == JpegMarkers.ADOBE && file.startsWith(at + 2, "Adobe") && length >= 14) {
                adobe = file.u8(at + 13);
            }
            at += length;
        }
    }

    @Override
    public MediaType type() {
        return MediaType.JPEG;
    }

    @Override
    public int width() {
        return frame.width();
    }

    @Override
    public int height() {
        return frame.height();
    }

    @Override
    public long decodingBytes() {
        long pixels = (long) width() * height();
        long coefficients = scans.kept() ? frame.coefficients() * Short.BYTES : 0;
        return pixels * 3 + coefficients + JpegPixels.workingBytes(frame) + icc.workingBytes();
    }

    @Override
    public boolean complete() {
        return scans.ended();
    }

    @Override
    public byte[] decode() {
        return pixels(JpegComponent.BLOCK).rgb();
    }

    /// By whole eighths of the size, which makes decoding cheaper.
    @Override
    public Pixels decode(int longerSide) {
        double needed = Math.ceil(JpegComponent.BLOCK * MARGIN * longerSide / Math.max(width(), height()));
        var pixels = pixels(needed > LARGEST_REDUCED ? JpegComponent.BLOCK : (int) needed);
        return new Pixels(pixels.width(), pixels.height(), pixels.rgb());
    }

    /// @param size of a block's side in the picture, 1 to 8
    private JpegPixels pixels(int size) {
        if (scans.count() > MOST_SCANS) {
            throw PictureException.corrupt(null);
        }
        if (!scans.ended() && !scans.whole()) {
            throw PictureException.truncated();
        }
        var pixels = new JpegPixels(
                frame, colours, icc.profile(frame.components().size()).orElse(null), size);
        new JpegDecoder(file, frame, scans, pixels).decode();
        return pixels;
    }
}
