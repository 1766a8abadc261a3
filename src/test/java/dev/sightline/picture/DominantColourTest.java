package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class DominantColourTest {

    private static final Condition<DominantColour> RED = hue("red", 0.95, 0.05, 0.5);
    private static final Condition<DominantColour> BLUE = hue("blue", 0.5, 0.72, 0.3);
    private static final Condition<DominantColour> GREEN = hue("green", 0.22, 0.45, 0.3);

    @Test
    void namesTheRedSailOnTheBlueSea() {
        List<DominantColour> colours = DominantColour.of(read(sailboat(900, 600)));

        assertThat(colours).hasSizeBetween(3, 5);
        assertThat(colours).haveAtLeastOne(BLUE).haveAtLeastOne(RED);
        assertThat(colours.stream().mapToDouble(DominantColour::share).sum()).isBetween(0.97, 1.0000001);
        assertThat(colours)
                .extracting(DominantColour::share)
                .isSortedAccordingTo((share, next) -> Double.compare(next, share));
    }

    @Test
    void countsFlagsExactly() {
        Picture flag = read(painted(600, 400, graphics -> {
            graphics.setColor(new Color(0x009246));
            graphics.fillRect(0, 0, 300, 400);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(300, 0, 180, 400);
            graphics.setColor(new Color(0xCE2B37));
            graphics.fillRect(480, 0, 120, 400);
        }));

        List<DominantColour> colours = DominantColour.of(flag);

        assertThat(colours).extracting(DominantColour::hex).containsExactly("#009246", "#ffffff", "#ce2b37");
        assertThat(colours.get(0).share()).isBetween(0.49, 0.51);
        assertThat(colours.get(2).share()).isBetween(0.19, 0.21);
    }

    @Test
    void hasOneColourForOneColour() {
        assertThat(DominantColour.of(new Picture(5, 3, new byte[45])))
                .containsExactly(new DominantColour("#000000", 1));
    }

    @Test
    void ignoresNoise() {
        var random = new Random(3);
        var meadow = painted(400, 300, graphics -> {
            for (int i = 0; i < 400 * 300; i++) {
                graphics.setColor(
                        new Color(40 + random.nextInt(20), 130 + random.nextInt(30), 40 + random.nextInt(20)));
                graphics.fillRect(i % 400, i / 400, 1, 1);
            }
        });

        assertThat(DominantColour.of(read(meadow))).hasSizeBetween(1, 5).are(GREEN);
    }

    @Test
    void isTheSameEachTime() {
        Picture picture = read(sailboat(640, 480));

        assertThat(DominantColour.of(picture)).isEqualTo(DominantColour.of(picture));
    }

    /// A sky, a sea, a small boat: the sail is a fiftieth of the picture.
    private static BufferedImage sailboat(int width, int height) {
        return painted(width, height, graphics -> {
            graphics.setPaint(new GradientPaint(0, 0, new Color(0x9CC9EE), 0, height / 2f, new Color(0xD8ECF8)));
            graphics.fillRect(0, 0, width, height / 2);
            graphics.setPaint(new GradientPaint(0, height / 2f, new Color(0x2F6FB5), 0, height, new Color(0x123A6B)));
            graphics.fillRect(0, height / 2, width, height);
            int x = width / 2;
            int y = height * 3 / 5;
            graphics.setColor(new Color(0xD02A24));
            graphics.fillPolygon(new Polygon(new int[] {x, x, x + width / 7}, new int[] {y - height * 2 / 7, y, y}, 3));
            graphics.setColor(new Color(0x5A3A22));
            graphics.fillRect(x - width / 20, y, width / 6, height / 40);
        });
    }

    private interface Painter {
        void paint(Graphics2D graphics);
    }

    private static BufferedImage painted(int width, int height, Painter painter) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        painter.paint(graphics);
        graphics.dispose();
        return image;
    }

    private static Picture read(BufferedImage image) {
        return Files.decoded(Files.written(image, "png"));
    }

    /// @param from of the colour circle, which begins and ends with red
    private static Condition<DominantColour> hue(String name, double from, double to, double saturation) {
        return new Condition<>(
                colour -> {
                    Color rgb = Color.decode(colour.hex());
                    float[] hsb = Color.RGBtoHSB(rgb.getRed(), rgb.getGreen(), rgb.getBlue(), null);
                    boolean within = from < to ? hsb[0] >= from && hsb[0] <= to : hsb[0] >= from || hsb[0] <= to;
                    return within && hsb[1] >= saturation;
                },
                name);
    }
}
