package dev.sightline.picture;

/// Cyan, magenta, yellow and black, 0 none and 255 most of it, to red, green and blue.
final class Inks {

    private Inks() {}

    /// @param profile of the press, or null: then each ink takes its part of the light, which is what most programs do
    static byte[] toRgb(byte[] cmyk, ColourProfile profile) {
        var rgb = new byte[cmyk.length / 4 * 3];
        toRgb(cmyk, 0, rgb, 0, cmyk.length / 4, profile);
        return rgb;
    }

    static void toRgb(byte[] cmyk, int from, byte[] rgb, int to, int pixels, ColourProfile profile) {
        if (profile != null) {
            profile.toSrgb(cmyk, from, rgb, to, pixels);
            return;
        }
        for (int in = from, out = to; out < to + pixels * 3; in += 4) {
            int light = 255 - (cmyk[in + 3] & 0xFF);
            for (int ink = 0; ink < 3; ink++) {
                rgb[out++] = (byte) (((255 - (cmyk[in + ink] & 0xFF)) * light + 127) / 255);
            }
        }
    }
}
