package dev.sightline.picture;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/// The numbers for colours of ITU-T H.273, which PNG and the families of HEIF and video share.
final class CodePoints {

    private CodePoints() {}

    /// As [ColourProfile#of]; empty for numbers that say nothing as well.
    static Optional<ColourProfile> profile(int primaries, int transfer) {
        double[] lights =
                switch (primaries) {
                    case 1 -> RgbSpace.BT_709;
                    case 9 -> RgbSpace.BT_2020;
                    case 12 -> RgbSpace.P3;
                    default -> null;
                };
        DoubleUnaryOperator curve =
                switch (transfer) {
                    case 4 -> sample -> Math.pow(sample, 2.2);
                    case 5 -> sample -> Math.pow(sample, 2.8);
                    case 8 -> sample -> sample;
                    // The curves of video are those of cameras, not of screens: viewers show them as sRGB.
                    case 1, 6, 13, 14, 15 -> RgbSpace::srgb;
                    case 16 -> RgbSpace::pq;
                    case 18 -> RgbSpace::hlg;
                    default -> null;
                };
        return lights == null || curve == null
                ? Optional.empty()
                : ColourProfile.of(new RgbSpace(lights, RgbSpace.D65, curve));
    }
}
