package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.standalone.Standalone;
import dev.sightline.testing.Client;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing is lost and nothing is there twice, whenever the process is killed.
class KillIT {

    private static final int PICTURES = 60;
    private static final int KILLS = 5;
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Map<String, String> IMPATIENT = Map.of(
            "SIGHTLINE_INGEST_LEASE", "2S",
            "SIGHTLINE_INGEST_SWEEP", "1S",
            "SIGHTLINE_INGEST_AUDIT", "2S",
            "SIGHTLINE_UPLOAD_PATIENCE", "1S",
            "SIGHTLINE_UPLOAD_LIFE", "5S",
            "SIGHTLINE_UPLOAD_GRACE", "0S");

    @TempDir
    Path data;

    private final Random random = new Random(20261121);

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void sixtyPicturesSurviveFiveKills() throws Exception {
        Queue<DemoPicture> waiting = new ConcurrentLinkedQueue<>(
                DemoCollection.pictures(PICTURES, 3, 0).toList());
        for (int kill = 0; kill < KILLS; kill++) {
            try (var program = Program.serve(data, IMPATIENT)) {
                var client = uploading(program, waiting, PICTURES / (KILLS + 1));
                Thread.sleep(random.nextInt(300, 3000));
                program.kill();
                client.join();
            }
        }
        try (var program = Program.serve(data, IMPATIENT)) {
            uploading(program, waiting, PICTURES).join();
            assertThat(waiting).isEmpty();
            awaitSettled();
            assertThat(program.stop()).isEqualTo(ENDED_BY_SIGTERM);
        }
        inspect();
    }

    /// Uploads until so many are acknowledged or the service is gone. What was not acknowledged is sent again later, as
    /// a person would do.
    private static Thread uploading(Program program, Queue<DemoPicture> waiting, int most) {
        RestAssured.port = program.port;
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; i < most && !waiting.isEmpty(); i++) {
                try {
                    Client.upload(waiting.peek());
                    waiting.remove();
                } catch (Exception | AssertionError e) {
                    return;
                }
            }
        });
    }

    private static void awaitSettled() {
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    var status = given().get("/api/status")
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath();
                    assertThat(status.getInt("images.ready")).isEqualTo(PICTURES);
                    assertThat(status.getInt("images.processing")).isZero();
                    assertThat(status.getInt("index.coverage.searchable")).isEqualTo(PICTURES);
                });
        var found = given().get("/api/search?q=is:favourite before:2100&limit=1")
                .then()
                .statusCode(200);
        assertThat(found.extract().jsonPath().getList("results")).isEmpty();
    }

    /// Reads the data directory as it was left.
    private void inspect() throws IOException {
        var servers = new Standalone();
        var settings = servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
        try (var handle = Jdbi.open(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"))) {
            assertThat(count(handle, "select count(*) from image where state = 'ready'"))
                    .isEqualTo(PICTURES);
            assertThat(count(handle, "select count(*) from image")).isEqualTo(PICTURES);
            assertThat(count(handle, "select count(distinct content_hash) from image"))
                    .isEqualTo(PICTURES);
            assertThat(count(handle, "select count(*) from vector where kind = 'image'"))
                    .isEqualTo(PICTURES);
            assertThat(count(handle, "select count(*) from job where state <> 'done'"))
                    .isZero();
            assertThat(count(handle, "select count(*) from scheduled_tasks where task_name = 'ingest'"))
                    .isZero();
            assertThat(count(handle, "select count(*) from upload where state = 'open'"))
                    .isZero();
            var originals = strings(handle, "select object_key from image");
            var renditions = strings(handle, """
                    select 'renditions/' || i.id || '/' || w || '.jpg' from image i, (values (320), (640), (1440)) as r (w)
                    """);
            assertThat(objects("originals")).isEqualTo(originals);
            assertThat(objects("renditions")).isEqualTo(renditions);
        } finally {
            servers.stop();
        }
    }

    private static int count(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(int.class).one();
    }

    private static Set<String> strings(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).set();
    }

    private Set<String> objects(String prefix) throws IOException {
        var bucket = data.resolve("objects").resolve("sightline");
        try (Stream<Path> files = Files.walk(bucket.resolve(prefix))) {
            var keys = new HashSet<String>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> keys.add(bucket.relativize(file).toString()));
            return keys;
        }
    }
}
