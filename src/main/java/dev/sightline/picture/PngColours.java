package dev.sightline.picture;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// What the chunks of a PNG say of its colours. Where several do, they count in the order of the specification: code
/// points, a profile, sRGB, gamma and primaries.
final class PngColours {

    private static final int MOST_PROFILE = 8 << 20;

    /// Gammas this close to that of sRGB mean it: writers round, and wrote 0.45455 for lack of anything else.
    private static final double SAME_GAMMA = 0.05;

    private static final double SRGB_GAMMA = 1 / 2.2;

    private Bytes file;
    private int codePoints;
    private int profile;
    private int profileLength;
    private boolean srgb;
    private int gamma;
    private int primaries;

    /// @param start of the chunk's content
    void note(Bytes file, int start, int length) {
        this.file = file;
        if (file.startsWith(start - 4, "cICP") && length == 4) {
            codePoints = start;
        } else if (file.startsWith(start - 4, "iCCP")) {
            profile = start;
            profileLength = length;
        } else if (file.startsWith(start - 4, "sRGB")) {
            srgb = true;
        } else if (file.startsWith(start - 4, "gAMA") && length == 4) {
            gamma = start;
        } else if (file.startsWith(start - 4, "cHRM") && length == 32) {
            primaries = start;
        }
    }

    /// What [#profile] and its use hold besides the samples.
    long workingBytes() {
        return codePoints + profile + gamma == 0 ? 0 : ColourProfile.WORKING_BYTES;
    }

    /// As [ColourProfile#of].
    Optional<ColourProfile> profile(boolean grey) {
        if (codePoints != 0) {
            return CodePoints.profile(file.u8(codePoints), file.u8(codePoints + 1));
        }
        if (profile != 0) {
            return inflated().flatMap(icc -> ColourProfile.of(icc, grey ? 1 : 3));
        }
        return srgb || gamma == 0 ? Optional.empty() : fromGamma();
    }

    private Optional<byte[]> inflated() {
        int name = 0;
        while (name < profileLength && file.u8(profile + name) != 0) {
            name++;
        }
        int before = name + 2;
        if (before >= profileLength) {
            return Optional.empty();
        }
        var icc = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        var inflater = new Inflater();
        try {
            inflater.setInput(file.array(), profile + before, profileLength - before);
            int count = 1;
            while (count > 0 && icc.size() <= MOST_PROFILE) {
                count = inflater.inflate(buffer);
                icc.write(buffer, 0, count);
            }
            return inflater.finished() ? Optional.of(icc.toByteArray()) : Optional.empty();
        } catch (DataFormatException broken) {
            return Optional.empty();
        } finally {
            inflater.end();
        }
    }

    private Optional<ColourProfile> fromGamma() {
        double exponent = file.u32(gamma) / 100_000.0;
        if (exponent < 0.1 || exponent > 10) {
            return Optional.empty();
        }
        boolean usual = Math.abs(exponent - SRGB_GAMMA) < SAME_GAMMA * SRGB_GAMMA;
        DoubleUnaryOperator curve = usual ? RgbSpace::srgb : sample -> Math.pow(sample, 1 / exponent);
        if (primaries == 0) {
            return usual ? Optional.empty() : ColourProfile.of(new RgbSpace(RgbSpace.BT_709, RgbSpace.D65, curve));
        }
        var points = new double[8];
        for (int i = 0; i < points.length; i++) {
            points[i] = file.u32(primaries + i * 4) / 100_000.0;
            // All are within the triangle of colours, and none has a y of nothing.
            if (points[i] > 1 || (i % 2 == 1 && points[i] < 0.001)) {
                return Optional.empty();
            }
        }
        var lights = new double[6];
        System.arraycopy(points, 2, lights, 0, 6);
        return ColourProfile.of(new RgbSpace(lights, new double[] {points[0], points[1]}, curve));
    }
}
