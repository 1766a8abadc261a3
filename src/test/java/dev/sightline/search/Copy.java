package dev.sightline.search;

import dev.sightline.demo.DemoPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// What becomes of a picture on its way through other hands. Every copy is re-encoded at a JPEG quality of 30.
enum Copy {
    SAME("as it is") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return image;
        }
    },
    SMALL("at three tenths of the size") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return drawn(image, image.getWidth() * 3 / 10, image.getHeight() * 3 / 10, Color.WHITE, graphics -> {
                graphics.scale(0.3, 0.3);
            });
        }
    },
    TURNED("turned by two degrees") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return drawn(
                    image,
                    image.getWidth(),
                    image.getHeight(),
                    Color.WHITE,
                    graphics -> graphics.transform(AffineTransform.getRotateInstance(
                            Math.toRadians(2), image.getWidth() / 2.0, image.getHeight() / 2.0)));
        }
    },
    SCREENSHOT("in a screenshot") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            var screen = drawn(
                    image,
                    image.getWidth() + 400,
                    image.getHeight() + 300,
                    new Color(28, 28, 32),
                    graphics -> graphics.translate(250, 150));
            var graphics = screen.createGraphics();
            graphics.setColor(new Color(70, 70, 78));
            graphics.fillRect(0, 0, screen.getWidth(), 48);
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.drawString("Back   Forward   Share", 20, 30);
            return screen;
        }
    },
    CROP("a part of 60% of the area") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return part(image, Math.sqrt(0.6), random);
        }
    },
    SMALL_CROP("a part of 60% of both sides") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return part(image, 0.6, random);
        }
    },
    PHOTOGRAPH("photographed from a screen") {
        @Override
        BufferedImage of(BufferedImage image, Random random) {
            return noisy(blurred(slanted(image, random)), random);
        }
    };

    private final String said;

    Copy(String said) {
        this.said = said;
    }

    String said() {
        return said;
    }

    abstract BufferedImage of(BufferedImage image, Random random);

    /// As a JPEG.
    byte[] of(DemoPicture picture, Random random) throws IOException {
        return jpeg(of(ImageIO.read(new ByteArrayInputStream(picture.bytes())), random));
    }

    private static BufferedImage part(BufferedImage image, double share, Random random) {
        int width = (int) (image.getWidth() * share);
        int height = (int) (image.getHeight() * share);
        int x = random.nextInt(image.getWidth() - width + 1);
        int y = random.nextInt(image.getHeight() - height + 1);
        return image.getSubimage(x, y, width, height);
    }

    /// Seen from one side with a little of the frame around it: each corner is off by up to 6% of the sides.
    private static BufferedImage slanted(BufferedImage image, Random random) {
        int width = image.getWidth();
        int height = image.getHeight();
        var corners = new Point2D[4];
        Arrays.setAll(
                corners,
                i -> new Point2D.Double(
                        (i % 3 == 0 ? 0.07 + 0.06 * random.nextDouble() : 0.93 - 0.06 * random.nextDouble()) * width,
                        (i < 2 ? 0.07 + 0.06 * random.nextDouble() : 0.93 - 0.06 * random.nextDouble()) * height));
        var back = Perspective.toSquare(corners);
        var slanted = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                var at = back.of(x, y);
                boolean isInside = at.getX() >= 0 && at.getX() < 1 && at.getY() >= 0 && at.getY() < 1;
                slanted.setRGB(
                        x,
                        y,
                        isInside ? image.getRGB((int) (at.getX() * width), (int) (at.getY() * height)) : 0x17181b);
            }
        }
        return slanted;
    }

    private static BufferedImage blurred(BufferedImage image) {
        var values = new float[25];
        Arrays.fill(values, 1 / 25f);
        return new ConvolveOp(new Kernel(5, 5, values), ConvolveOp.EDGE_NO_OP, null).filter(image, null);
    }

    /// In other light, with the lines of a screen, darker towards the corners, with the noise of a sensor.
    private static BufferedImage noisy(BufferedImage image, Random random) {
        double[] light = {0.75 + 0.35 * random.nextDouble(), 0.85, 0.75 + 0.35 * random.nextDouble()};
        double lines = 2.5 + random.nextDouble();
        var noisy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                double away = Math.hypot(2.0 * x / image.getWidth() - 1, 2.0 * y / image.getHeight() - 1);
                double shade = (1 - 0.15 * away * away) * (1 + 0.04 * Math.sin(y / lines) * Math.sin(x / lines));
                int rgb = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double value = (image.getRGB(x, y) >> 16 - 8 * channel & 0xFF) * light[channel] * shade;
                    rgb = rgb << 8 | Math.clamp(Math.round(14 + 0.94 * value + 8 * random.nextGaussian()), 0, 255);
                }
                noisy.setRGB(x, y, rgb);
            }
        }
        return noisy;
    }

    private interface Placing {
        void on(Graphics2D graphics);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, Color ground, Placing placing) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        placing.on(graphics);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        var rgb = drawn(image, image.getWidth(), image.getHeight(), Color.WHITE, _ -> {});
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.3f);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(rgb, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
