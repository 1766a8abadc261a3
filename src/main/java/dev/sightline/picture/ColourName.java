package dev.sightline.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The colours that people have a word for.
public enum ColourName {
    RED,
    ORANGE,
    YELLOW,
    GREEN,
    TEAL,
    BLUE,
    PURPLE,
    PINK,
    BROWN,
    BLACK,
    GREY,
    WHITE;

    /// Chroma below which nobody sees a colour.
    private static final double COLOURLESS = 0.035;

    private static final double BLACK_BELOW = 0.3;
    private static final double WHITE_ABOVE = 0.9;

    /// For example `teal`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @param word in any case; `gray`, `cyan` and other words for the same are understood too
    public static Optional<ColourName> of(String word) {
        var plain =
                switch (word.strip().toLowerCase(Locale.ROOT)) {
                    case "gray" -> "grey";
                    case "cyan", "turquoise" -> "teal";
                    case "violet" -> "purple";
                    case "magenta" -> "pink";
                    case String same -> same;
                };
        return Arrays.stream(values())
                .filter(colour -> colour.word().equals(plain))
                .findFirst();
    }

    /// All of them, as they are written: `red, orange, …`
    public static String words() {
        return Arrays.stream(values()).map(ColourName::word).collect(Collectors.joining(", "));
    }

    /// The names of a picture's dominant colours, each once.
    ///
    /// @param colours as `#rrggbb`
    public static List<String> ofAll(List<String> colours) {
        return colours.stream()
                .map(ColourName::ofHex)
                .map(ColourName::word)
                .distinct()
                .toList();
    }

    static ColourName ofHex(String hex) {
        int rgb = Integer.parseInt(hex.substring(1), 16);
        var colour = Oklab.ofRgb(rgb >> 16, rgb >> 8 & 0xFF, rgb & 0xFF);
        double chroma = Math.hypot(colour.a(), colour.b());
        if (chroma < COLOURLESS || colour.l() < 0.2 && chroma < 0.1) {
            return colour.l() < BLACK_BELOW ? BLACK : colour.l() >= WHITE_ABOVE ? WHITE : GREY;
        }
        double hue = Math.toDegrees(Math.atan2(colour.b(), colour.a()));
        return ofHue(hue < 0 ? hue + 360 : hue, colour.l(), chroma);
    }

    /// The borders between hues in OKLab, as people name the colours of the web. A dark orange is brown, a light
    /// red pink.
    private static ColourName ofHue(double hue, double lightness, double chroma) {
        if (hue < 12) {
            return lightness > 0.6 ? PINK : RED;
        }
        if (hue < 36) {
            return lightness > 0.77 ? PINK : lightness < 0.6 && chroma < 0.1 ? BROWN : RED;
        }
        if (hue < 82) {
            return lightness < 0.64 && chroma < 0.15 || lightness < 0.82 && chroma < 0.09 ? BROWN : ORANGE;
        }
        if (hue < 116) {
            return lightness >= 0.65 ? YELLOW : hue < 102 && chroma < 0.12 ? BROWN : GREEN;
        }
        if (hue < 165) {
            return GREEN;
        }
        if (hue < 212) {
            return TEAL;
        }
        if (hue < 290) {
            return BLUE;
        }
        if (hue < 320) {
            return PURPLE;
        }
        return lightness > (hue < 345 ? 0.65 : 0.5) ? PINK : PURPLE;
    }
}
