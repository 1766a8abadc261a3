package dev.sightline.picture;

import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the samples of a picture mean, as an ICC profile says it, and the way from there to sRGB.
///
/// Colours are rendered as littleCMS does by default: perceptually, the darkest colour of a press becoming black. The
/// JDK would leave that one grey: it renders profiles of printers colorimetrically. A profile can be used by many
/// threads at once.
final class ColourProfile {

    /// The most heap and native memory that a conversion holds, besides the samples: the profile, what the library
    /// computes from it, and a few buffers.
    static final long WORKING_BYTES = 16L << 20;

    private static final int MOST_BYTES = 8 << 20;
    /// Larger ones are made anew for each picture.
    private static final int MOST_KEPT = 2 << 20;

    private static final Recent RECENT = new Recent();

    private static final int HEADER = 128;
    private static final int DEVICE_CLASS = 12;
    private static final int COLOUR_SPACE = 16;
    private static final int SIGNATURE = 36;

    /// How many pixels go through the library at once: it copies whole arrays back and forth.
    private static final int BATCH = 8192;

    /// Not an [ICC_Profile]: that holds native memory, which a native executable cannot bring along from its build.
    private static final byte[] SRGB = new RgbSpace(RgbSpace.BT_709, RgbSpace.D65, RgbSpace::srgb).profile();

    private final int channels;
    private final ColorConvertOp conversion;
    /// Null where the library is quick itself: grey, and colours that are three lights.
    private final ColourGrid grid;

    private ColourProfile(int channels, boolean tables, ColorConvertOp conversion) {
        this.channels = channels;
        this.conversion = conversion;
        this.grid =
                tables ? new ColourGrid(channels, (samples, rgb) -> convert(samples, 0, rgb, 0, rgb.length / 3)) : null;
    }

    /// @param icc      the profile as it is embedded in a file
    /// @param channels 1 for grey, 3 for red, green and blue, 4 for CMYK
    /// @return empty where the samples are to be taken as they are, as if no profile were there: because it says no
    ///         more than sRGB, because it is for other samples, or because it is broken, which keeps no picture out
    static Optional<ColourProfile> of(byte[] icc, int channels) {
        if (!isFor(icc, channels)) {
            return Optional.empty();
        }
        return icc.length > MOST_KEPT ? made(icc, channels) : RECENT.get(icc, channels);
    }

    private static Optional<ColourProfile> made(byte[] icc, int channels) {
        try {
            var source = ICC_Profile.getInstance(perceptual(icc));
            var conversion = new ColorConvertOp(new ICC_Profile[] {source, ICC_Profile.getInstance(SRGB)}, null);
            boolean tables = channels == 4 || (channels == 3 && source.getData(ICC_Profile.icSigAToB0Tag) != null);
            var profile = new ColourProfile(channels, tables, conversion);
            return profile.changesNothing() ? Optional.empty() : Optional.of(profile);
        } catch (RuntimeException broken) {
            return Optional.empty();
        }
    }

    /// The colours of red, green and blue.
    static Optional<ColourProfile> of(RgbSpace space) {
        return of(space.profile(), 3);
    }

    private static boolean isFor(byte[] icc, int channels) {
        var profile = new Bytes(icc);
        if (!profile.has(0, HEADER) || icc.length > MOST_BYTES || !profile.startsWith(SIGNATURE, "acsp")) {
            return false;
        }
        return switch (channels) {
            case 1 -> profile.startsWith(COLOUR_SPACE, "GRAY");
            case 3 -> profile.startsWith(COLOUR_SPACE, "RGB ");
            case 4 -> profile.startsWith(COLOUR_SPACE, "CMYK");
            default -> throw new IllegalArgumentException(channels + " channels");
        };
    }

    /// The JDK chooses how to render by the class of the profile, which means nothing else to the library.
    private static byte[] perceptual(byte[] icc) {
        if (!new Bytes(icc).startsWith(DEVICE_CLASS, "prtr")) {
            return icc;
        }
        byte[] input = icc.clone();
        input[DEVICE_CLASS] = 's';
        input[DEVICE_CLASS + 1] = 'c';
        input[DEVICE_CLASS + 2] = 'n';
        input[DEVICE_CLASS + 3] = 'r';
        return input;
    }

    /// Converts pixels to red, green and blue.
    ///
    /// @param samples of 8 bits, those of a pixel next to each other; of inks, 0 is none and 255 is most
    /// @param from    where the first one is
    /// @param rgb     takes three bytes a pixel; may be the very array of the samples, if there are three and the
    ///                places are the same
    /// @param to      where the first one goes
    void toSrgb(byte[] samples, int from, byte[] rgb, int to, int pixels) {
        if (grid == null) {
            convert(samples, from, rgb, to, pixels);
        } else {
            grid.toSrgb(samples, from, rgb, to, pixels);
        }
    }

    private void convert(byte[] samples, int from, byte[] rgb, int to, int pixels) {
        var in = new byte[Math.min(pixels, BATCH) * channels];
        var out = new byte[Math.min(pixels, BATCH) * 3];
        Raster inRaster = null;
        WritableRaster outRaster = null;
        for (int done = 0; done < pixels; ) {
            int count = Math.min(BATCH, pixels - done);
            if (inRaster == null || inRaster.getWidth() != count) {
                inRaster = raster(in, count, channels);
                outRaster = raster(out, count, 3);
            }
            System.arraycopy(samples, from + done * channels, in, 0, count * channels);
            conversion.filter(inRaster, outRaster);
            System.arraycopy(out, 0, rgb, to + done * 3, count * 3);
            done += count;
        }
    }

    /// Converts a whole picture of three bytes a pixel where it is; in a grey one the three are equal.
    void toSrgb(byte[] rgb) {
        if (channels == 3) {
            toSrgb(rgb, 0, rgb, 0, rgb.length / 3);
            return;
        }
        var light = new byte[256 * 3];
        toSrgb(greys(), 0, light, 0, 256);
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = light[(rgb[i] & 0xFF) * 3 + i % 3];
        }
    }

    private static WritableRaster raster(byte[] samples, int width, int bands) {
        var offsets = new int[bands];
        for (int i = 0; i < bands; i++) {
            offsets[i] = i;
        }
        return Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, 1, width * bands, bands, offsets, null);
    }

    /// Whether a lattice of colours, or all greys, come out as they went in, give or take a step.
    private boolean changesNothing() {
        if (channels == 4) {
            return false;
        }
        byte[] colours = channels == 1 ? greys() : lattice();
        int pixels = colours.length / channels;
        var rgb = new byte[pixels * 3];
        toSrgb(colours, 0, rgb, 0, pixels);
        for (int i = 0; i < rgb.length; i++) {
            int before = colours[channels == 1 ? i / 3 : i] & 0xFF;
            if (Math.abs((rgb[i] & 0xFF) - before) > 1) {
                return false;
            }
        }
        return true;
    }

    private static byte[] greys() {
        var greys = new byte[256];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) i;
        }
        return greys;
    }

    private static byte[] lattice() {
        int steps = 6;
        var colours = new byte[steps * steps * steps * 3];
        for (int i = 0; i < colours.length / 3; i++) {
            colours[i * 3] = (byte) (i % steps * 51);
            colours[i * 3 + 1] = (byte) (i / steps % steps * 51);
            colours[i * 3 + 2] = (byte) (i / steps / steps * 51);
        }
        return colours;
    }

    /// The last few profiles: all pictures of a camera have the same, and making one takes as long as decoding a small
    /// picture.
    private static final class Recent {

        private static final int MOST = 4;

        private final Map<Key, Optional<ColourProfile>> profiles = new LinkedHashMap<>(MOST, 0.75f, true);

        private record Key(ByteBuffer icc, int channels) {}

        Optional<ColourProfile> get(byte[] icc, int channels) {
            var key = new Key(ByteBuffer.wrap(icc), channels);
            synchronized (this) {
                Optional<ColourProfile> known = profiles.get(key);
                if (known != null) {
                    return known;
                }
            }
            Optional<ColourProfile> profile = made(icc, channels);
            synchronized (this) {
                profiles.put(key, profile);
                if (profiles.size() > MOST) {
                    profiles.remove(profiles.keySet().iterator().next());
                }
            }
            return profile;
        }
    }
}
