package dev.sightline.picture;

/// What stands in a picture's place until it is loaded.
///
/// @param blurhash a blurred copy in some thirty characters (blurha.sh)
/// @param colour   the average, as `#rrggbb`
public record Placeholder(String blurhash, String colour) {

    /// Of the blurred copy's longer side, in pixels: more would not be seen in it.
    private static final int SIZE = 32;

    public static Placeholder of(Picture picture) {
        Picture small = Renditions.scaled(picture, SIZE);
        return new Placeholder(blurhash(small), average(small));
    }

    /// Four waves along the longer side and three along the shorter, or three along both of a square.
    private static String blurhash(Picture small) {
        int across = small.width() > small.height() ? 4 : 3;
        int down = small.height() > small.width() ? 4 : 3;
        return Blurhash.of(small, across, down);
    }

    /// In linear light, as if seen from afar.
    private static String average(Picture picture) {
        byte[] rgb = picture.rgb();
        var sums = new double[3];
        for (int i = 0; i < rgb.length; i++) {
            sums[i % 3] += Oklab.linear(rgb[i] & 0xFF);
        }
        int pixels = rgb.length / 3;
        return Oklab.hex(Oklab.rgb(sums[0] / pixels, sums[1] / pixels, sums[2] / pixels));
    }
}
