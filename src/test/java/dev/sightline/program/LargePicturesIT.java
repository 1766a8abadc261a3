package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.testing.Client;
import io.restassured.RestAssured;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Forty pictures of 24 megapixels, more than three gigabytes of pixels, within a heap of one and a half.
class LargePicturesIT {

    private static final int COUNT = 40;

    @TempDir
    Path data;

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void areTakenInWithinTheHeap() throws Exception {
        var jpeg = jpeg(6000, 4000);
        // As many workers as the budget would ever let in: it is the bytes that must hold them back.
        try (var program = Program.serve(data, Map.of("SIGHTLINE_INGEST_THREADS", "16"), "-Xmx1500m")) {
            RestAssured.port = program.port;
            for (int i = 0; i < COUNT; i++) {
                Client.upload("large-%d.jpg".formatted(i), "image/jpeg", withComment(jpeg, "picture " + i));
            }
            await().atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> {
                        var images = given().get("/api/status").then().extract().jsonPath();
                        assertThat(images.getInt("images.ready")).isEqualTo(COUNT);
                    });
            assertThat(program.output()).doesNotContain("OutOfMemoryError").doesNotContain("failed");
        }
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    /// The same picture as another file: with a comment segment behind the first marker.
    private static byte[] withComment(byte[] jpeg, String comment) {
        var words = comment.getBytes(StandardCharsets.US_ASCII);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, (byte) (words.length + 2)});
        out.writeBytes(words);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
