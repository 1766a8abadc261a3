package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BorderTest {

    @Test
    void aScreenshotIsCutToThePictureInIt() {
        var screenshot = screen(1600, 1000, new Color(24, 24, 28));
        var graphics = screenshot.createGraphics();
        graphics.setColor(new Color(60, 60, 66));
        graphics.fillRect(0, 0, 1600, 40);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawString("File Edit View", 20, 25);
        graphics.drawString("12 likes, a caption", 400, 920);
        drawNoise(graphics, 400, 150, 900, 600);

        var inside = Border.without(picture(screenshot));

        // To a cell of eight pixels.
        assertThat(inside.width()).isBetween(884, 916);
        assertThat(inside.height()).isBetween(584, 616);
    }

    @Test
    void aPictureWithoutABorderIsLeftAsItIs() {
        var noise = screen(640, 480, Color.WHITE);
        drawNoise(noise.createGraphics(), 0, 0, 640, 480);
        var picture = picture(noise);

        assertThat(Border.without(picture)).isSameAs(picture);
    }

    @Test
    void aSpeckOnAnEvenGroundIsNoPictureOfItsOwn() {
        var speck = screen(800, 800, Color.WHITE);
        drawNoise(speck.createGraphics(), 300, 300, 100, 100);
        var picture = picture(speck);

        assertThat(Border.without(picture)).isSameAs(picture);
    }

    @Test
    void anEvenPictureAndASinglePixelAreLeftAsTheyAre() {
        var even = picture(screen(300, 200, Color.GRAY));
        var pixel = picture(screen(1, 1, Color.RED));

        assertThat(Border.without(even)).isSameAs(even);
        assertThat(Border.without(pixel)).isSameAs(pixel);
    }

    @Test
    void theRimIsATwentiethOfEachSide() {
        var picture = picture(screen(300, 200, Color.GRAY));
        var pixel = picture(screen(1, 1, Color.RED));

        assertThat(Border.withoutRim(picture))
                .extracting(Picture::width, Picture::height)
                .containsExactly(270, 180);
        assertThat(Border.withoutRim(pixel)).isSameAs(pixel);
    }

    private static BufferedImage screen(int width, int height, Color ground) {
        var screen = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = screen.createGraphics();
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        return screen;
    }

    private static void drawNoise(Graphics2D graphics, int x, int y, int width, int height) {
        var random = new Random(5);
        for (int row = 0; row < height; row += 10) {
            for (int column = 0; column < width; column += 10) {
                graphics.setColor(new Color(random.nextInt(1 << 24)));
                graphics.fillRect(x + column, y + row, 10, 10);
            }
        }
    }

    private static Picture picture(BufferedImage image) {
        var rgb = new byte[image.getWidth() * image.getHeight() * 3];
        int at = 0;
        for (int pixel : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            rgb[at++] = (byte) (pixel >> 16);
            rgb[at++] = (byte) (pixel >> 8);
            rgb[at++] = (byte) pixel;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }
}
