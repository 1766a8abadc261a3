package dev.sightline.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageReader;

/// JPEG, decoded by the JDK, which also converts colours that have a profile to sRGB.
final class JpegFile implements PictureFile {

    private static final int START_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    /// Each pass goes over all pixels, so that a small file of many scans could keep a processor busy for hours.
    /// Encoders write about ten.
    private static final int MOST_SCANS = 100;

    /// The part of the rows that may be missing at the bottom: cameras and interrupted copies leave such files behind,
    /// and every viewer shows them.
    private static final int LOSS = 10;

    private final Bytes file;
    private final Frame frame;
    private final JpegScans scans;

    private JpegFile(Bytes file, Frame frame, JpegScans scans) {
        this.file = file;
        this.frame = frame;
        this.scans = scans;
    }

    /// @param components their identifiers
    /// @param samples    of all components together, subsampled and padded as they are stored
    private record Frame(int width, int height, int[] components, boolean progressive, long samples) {

        /// @param at the start of a frame segment, at its length
        static Frame read(Bytes file, int marker, int at) {
            if (marker > 0xC2) {
                throw PictureException.unsupported("Lossless and arithmetic-coded JPEG pictures");
            }
            if (file.u8(at + 2) != 8) {
                throw PictureException.unsupported("JPEG pictures of 12 bits");
            }
            int height = file.u16(at + 3);
            int width = file.u16(at + 5);
            int count = file.u8(at + 7);
            if (width == 0 || height == 0 || (count != 1 && count != 3 && count != 4)) {
                throw PictureException.corrupt(null);
            }
            return new Frame(
                    width, height, ids(file, at, count), marker == 0xC2, samples(file, at, count, width, height));
        }

        private static int[] ids(Bytes file, int at, int count) {
            var ids = new int[count];
            for (int i = 0; i < count; i++) {
                ids[i] = file.u8(at + 8 + i * 3);
            }
            return ids;
        }

        private static long samples(Bytes file, int at, int count, int width, int height) {
            int mostAcross = 1;
            int mostDown = 1;
            long perUnit = 0;
            for (int i = 0; i < count; i++) {
                int factors = file.u8(at + 9 + i * 3);
                int across = factors >> 4;
                int down = factors & 15;
                if (across < 1 || across > 4 || down < 1 || down > 4) {
                    throw PictureException.corrupt(null);
                }
                mostAcross = Math.max(mostAcross, across);
                mostDown = Math.max(mostDown, down);
                perUnit += (long) across * down * 64;
            }
            return perUnit * Math.ceilDiv(width, mostAcross * 8) * Math.ceilDiv(height, mostDown * 8);
        }
    }

    static JpegFile open(Bytes file) {
        Frame frame = null;
        int at = 2;
        while (true) {
            while (file.u8(at) != 0xFF || file.u8(at + 1) == 0 || file.u8(at + 1) == 0xFF) {
                at++;
            }
            int marker = file.u8(at + 1);
            at += 2;
            if (marker == START_OF_SCAN && frame != null) {
                return new JpegFile(file, frame, JpegScans.read(file, at, frame.components(), frame.progressive()));
            }
            if (marker == END_OF_IMAGE || marker == START_OF_SCAN) {
                throw PictureException.corrupt(null);
            }
            if (isAlone(marker)) {
                continue;
            }
            int length = file.u16(at);
            if (length < 2) {
                throw PictureException.corrupt(null);
            }
            if (isFrame(marker)) {
                frame = Frame.read(file, marker, at);
            }
            at += length;
        }
    }

    /// Markers without a segment: restarts, the start of the image, and one that is for nobody.
    private static boolean isAlone(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
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
        long coefficients = scans.isMany() ? frame.samples() * Short.BYTES : 0;
        long copy = scans.ended() ? 0 : file.length();
        return pixels * (isCmyk() ? 4 + 3 : 3) + coefficients + copy;
    }

    @Override
    public boolean complete() {
        return scans.ended();
    }

    @Override
    public byte[] decode() throws IOException {
        if (scans.count() > MOST_SCANS) {
            throw PictureException.corrupt(null);
        }
        byte[] samples = scans.ended() ? samples(file.array(), new RowsBeforeWarning()) : withoutEnd();
        return isCmyk() ? fromCmyk(samples) : samples;
    }

    private boolean isCmyk() {
        return frame.components().length == 4;
    }

    /// With an end of its own the reader warns only if there is too little before it.
    private byte[] withoutEnd() throws IOException {
        if (!scans.whole()) {
            throw PictureException.truncated();
        }
        byte[] ended = Arrays.copyOf(file.array(), file.length() + 2);
        ended[ended.length - 2] = (byte) 0xFF;
        ended[ended.length - 1] = (byte) END_OF_IMAGE;
        var rows = new RowsBeforeWarning();
        byte[] samples = samples(ended, rows);
        if (height() - rows.count() > height() / LOSS) {
            throw PictureException.truncated();
        }
        return samples;
    }

    private byte[] samples(byte[] jpeg, RowsBeforeWarning rows) throws IOException {
        BufferedImage image = Readers.interleaved(width(), height(), isCmyk() ? 4 : 3);
        ImageReader reader = Readers.jdk("jpeg", new MemoryStream(jpeg));
        try {
            reader.addIIOReadUpdateListener(rows);
            reader.addIIOReadWarningListener(rows);
            var param = reader.getDefaultReadParam();
            param.setDestination(image);
            reader.read(0, param);
        } finally {
            reader.dispose();
        }
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }

    private static byte[] fromCmyk(byte[] cmyk) {
        var rgb = new byte[cmyk.length / 4 * 3];
        for (int in = 0, out = 0; in < cmyk.length; in += 4) {
            int light = 255 - (cmyk[in + 3] & 0xFF);
            for (int ink = 0; ink < 3; ink++) {
                rgb[out++] = (byte) (((255 - (cmyk[in + ink] & 0xFF)) * light + 127) / 255);
            }
        }
        return rgb;
    }
}
