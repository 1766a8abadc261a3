package dev.sightline.demo.drawing;

import dev.sightline.demo.scene.Hue;
import dev.sightline.demo.scene.Time;
import java.awt.Color;

/// Colours and what is done to them. No colour is kept in a static field: native-image would have to store it in the
/// executable, and refuses to for classes of AWT.
final class Colours {

    private static final int NIGHT = 0x151C4A;
    private static final int PAPER = 0xFBF7EC;

    private Colours() {}

    static Color paper() {
        return new Color(PAPER);
    }

    /// The colour of a subject's part.
    static Color of(Ink ink, Hue hue, Time time) {
        boolean white = hue == Hue.WHITE;
        boolean warm = hue == Hue.YELLOW || hue == Hue.ORANGE;
        var main = new Color(hue.rgb());
        var colour =
                switch (ink) {
                    case MAIN -> main;
                    case LIGHT -> white ? Color.WHITE : mix(main, Color.WHITE, 0.35);
                    case SHADE -> white ? new Color(0xC6D0DE) : mix(main, new Color(0x1B1440), 0.28);
                    case TRIM -> white ? new Color(0xA9B8CC) : new Color(0xFFF6E2);
                    case DARK -> new Color(0x2B2540);
                    case WOOD -> new Color(0x8B5B3A);
                    case GLASS -> time == Time.DAY ? new Color(0xBCE4F4) : new Color(0xFFE38C);
                    case LEAF -> new Color(0x4B8F4C);
                    case HEART -> warm ? new Color(0x7C4A2B) : new Color(0xF4B93A);
                    case FLAME -> new Color(0xFF9C33);
                };
        return time == Time.NIGHT && ink != Ink.GLASS && ink != Ink.FLAME
                ? mix(colour, new Color(NIGHT), 0.12)
                : colour;
    }

    /// A backdrop colour under the light of the time of day.
    static Color lit(int rgb, Time time) {
        var colour = new Color(rgb);
        return switch (time) {
            case DAY -> colour;
            case SUNSET -> mix(scale(colour, 0.92, 0.74, 0.76), new Color(0xC65B86), 0.14);
            case NIGHT -> mix(scale(colour, 0.42, 0.50, 0.70), new Color(NIGHT), 0.36);
        };
    }

    static Color mix(Color a, Color b, double t) {
        return new Color(
                blend(a.getRed(), b.getRed(), t),
                blend(a.getGreen(), b.getGreen(), t),
                blend(a.getBlue(), b.getBlue(), t));
    }

    static Color alpha(Color c, double alpha) {
        return new Color(c.getRed(), c.getGreen(), c.getBlue(), clamp(alpha * 255));
    }

    static Color scale(Color c, double r, double g, double b) {
        return new Color(clamp(c.getRed() * r), clamp(c.getGreen() * g), clamp(c.getBlue() * b));
    }

    static Color shade(Color c, double amount) {
        return amount >= 0
                ? mix(c, Color.WHITE, Math.min(1, amount))
                : mix(c, new Color(0x140F30), Math.min(1, -amount));
    }

    /// The same hue with its saturation and brightness rescaled.
    static Color vivid(Color c, double saturation, double minBrightness) {
        float[] hsb = Color.RGBtoHSB(c.getRed(), c.getGreen(), c.getBlue(), null);
        return Color.getHSBColor(
                hsb[0], (float) Math.min(1, hsb[1] * saturation), (float) Math.max(hsb[2], minBrightness));
    }

    private static int blend(int a, int b, double t) {
        return clamp(a + (b - a) * t);
    }

    static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }
}
