package dev.sightline.ingest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.picture.SampleFiles;
import dev.sightline.picture.Sequence;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What people have, from the upload to an image or a reason.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class FormatsTest {

    private static final int MUTATIONS = 500;

    @Inject
    Jdbi jdbi;

    @Inject
    Pictures pictures;

    @BeforeEach
    void emptyLibrary() {
        Database.empty(jdbi);
    }

    @ParameterizedTest
    @CsvSource({
        "formats/tiles.tif, image/tiff, image/tiff, SINGLE",
        "formats/pages.tif, image/tiff, image/tiff, PAGES",
        "animated.webp, image/webp, image/webp, ANIMATION",
        // A browser that does not know the format, and a wrong extension.
        "formats/tiles.tif, application/octet-stream, image/tiff, SINGLE",
        "colour/press.tif, image/jpeg, image/tiff, SINGLE"
    })
    void areTakenIn(String name, String claimed, String type, Sequence sequence) {
        var image = Client.upload(name, claimed, SampleFiles.resource(name));
        var answer = Client.settled(image);

        assertThat(answer.getString("status")).isEqualTo("ready");
        assertThat(answer.getString("type")).isEqualTo(type);
        assertThat(answer.getBoolean("animated")).isEqualTo(sequence == Sequence.ANIMATION);
        assertThat(answer.getBoolean("pages")).isEqualTo(sequence == Sequence.PAGES);
    }

    @Test
    void areMarkedOnPages() {
        var animation = Client.upload("a.webp", "image/webp", SampleFiles.resource("animated.webp"));
        Client.settled(animation);
        var document = Client.upload("b.tif", "image/tiff", SampleFiles.resource("formats/pages.tif"));
        Client.settled(document);

        given().get("/").then().body(containsString(">Animated</span>"), containsString(">Pages</span>"));
        given().get("/images/" + animation).then().body(containsString("WebP, animated, "));
        given().get("/images/" + document).then().body(containsString("TIFF, the first of several pages, "));
    }

    @Test
    void keepTheFileWhileADecoderIsMissingAndReadItOnceItIsThere() throws IOException {
        var jxl = SampleFiles.resource("formats/soft.jxl");
        var image = Client.upload("beach.jxl", "image/jxl", jxl);
        var failed = Client.settled(image);
        assertThat(failed.getString("status")).isEqualTo("failed");
        assertThat(failed.getString("error.code")).isEqualTo("no-decoder");
        assertThat(failed.getString("error.reason"))
                .contains("No JPEG XL decoder found")
                .contains("then retry");
        assertThat(given().get("/api/images/%s/original".formatted(image)).asByteArray())
                .isEqualTo(jxl);

        var png = Files.write(
                Files.createTempFile("made", ".png"), SampleFiles.resource("formats/palette-reference.png"));
        try {
            Files.writeString(Servers.ABSENT_DECODER, "#!/bin/sh\n/bin/cp %s $2\n".formatted(png));
            assertThat(Servers.ABSENT_DECODER.toFile().setExecutable(true)).isTrue();
            given().post("/api/jobs/retry-failed").then().statusCode(202).body("retried", is(1));

            var read = Client.settled(image);
            assertThat(read.getString("status")).isEqualTo("ready");
            assertThat(read.getString("type")).isEqualTo("image/jxl");
            assertThat(read.getInt("width")).isEqualTo(48);
        } finally {
            Files.deleteIfExists(Servers.ABSENT_DECODER);
            Files.delete(png);
        }
    }

    /// Through the same door as ingest, decoders of other programs among them.
    @Test
    void arePicturesOrHaveAReasonHoweverDamaged() {
        var files = new ArrayList<>(SampleFiles.all().entrySet());
        var random = new Random(2026);
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var file = files.get(i % files.size());
            var mutation = SampleFiles.mutated(file.getValue(), random);
            read += assertTimeoutPreemptively(
                    Duration.ofSeconds(30),
                    () -> isRead(mutation),
                    "mutation %d, of the %s".formatted(i, file.getKey()));
        }
        // Neither is everything refused, nor is the damage too small to matter.
        assertThat(read).isBetween(MUTATIONS / 10, MUTATIONS * 9 / 10);
        // All memory was given back, so that one more file finds its place.
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertThat(isRead(SampleFiles.all().get("PNG"))).isOne());
    }

    private int isRead(byte[] file) throws InterruptedException {
        try (var opened = pictures.open(() -> file, file.length)) {
            assertThat(opened.read().renditions()).hasSize(Renditions.SIZES.size());
            return 1;
        } catch (PictureException refused) {
            assertThat(refused).hasMessageMatching("(?s).+\\.");
            return 0;
        }
    }
}
