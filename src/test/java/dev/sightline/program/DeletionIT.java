package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.demo.DemoCollection;
import dev.sightline.picture.Renditions;
import dev.sightline.standalone.Standalone;
import dev.sightline.testing.Client;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is deleted for good stays deleted, whenever the process is killed.
class DeletionIT {

    private static final int PICTURES = 40;
    private static final int KILLS = 3;
    private static final Map<String, String> IMPATIENT = Map.of(
            "SIGHTLINE_INGEST_LEASE", "2S",
            "SIGHTLINE_INGEST_SWEEP", "1S",
            "SIGHTLINE_INGEST_AUDIT", "2S");

    @TempDir
    Path data;

    private final Random random = new Random(20261121);

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void nothingOfThemComesBack() throws Exception {
        List<UUID> images;
        try (var program = Program.serve(data, IMPATIENT)) {
            RestAssured.port = program.port;
            images = DemoCollection.pictures(PICTURES, 4, 0).map(Client::upload).toList();
            images.forEach(Client::settled);
            program.stop();
        }
        var gone = images.subList(0, PICTURES / 2);
        for (int kill = 0; kill < KILLS; kill++) {
            var some = gone.subList(kill * gone.size() / KILLS, (kill + 1) * gone.size() / KILLS);
            try (var program = Program.serve(data, IMPATIENT)) {
                RestAssured.port = program.port;
                some.forEach(image -> given().delete("/api/images/{id}", image));
                given().delete("/api/trash").then().statusCode(202);
                Thread.sleep(random.nextInt(0, 150));
                program.kill();
            }
        }
        try (var program = Program.serve(data, IMPATIENT)) {
            RestAssured.port = program.port;
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> originals() == PICTURES - gone.size());
            // An audit in between would have taken them in again.
            await().during(Duration.ofSeconds(5))
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> given().get("/api/images").jsonPath().getInt("total.count") == PICTURES - gone.size());
            program.stop();
        }
        inspect(images.subList(gone.size(), PICTURES));
    }

    /// Reads the data directory as it was left.
    private void inspect(List<UUID> there) throws IOException {
        var servers = new Standalone();
        var settings = servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
        try (var handle = Jdbi.open(
                settings.get("quarkus.datasource.jdbc.url"),
                settings.get("quarkus.datasource.username"),
                settings.get("quarkus.datasource.password"))) {
            assertThat(ids(handle, "select id from image")).containsExactlyInAnyOrderElementsOf(there);
            assertThat(ids(handle, "select image_id from vector")).containsExactlyInAnyOrderElementsOf(there);
            assertThat(ids(handle, "select image_id from deletion")).isEmpty();
            assertThat(ids(handle, "select id from upload where state = 'deleted'"))
                    .hasSize(PICTURES - there.size());
            assertThat(handle.createQuery("select kind || ' ' || image_id || ' ' || detail from repair")
                            .mapTo(String.class)
                            .list())
                    .isEmpty();
            assertThat(objects("originals")).hasSize(there.size());
            assertThat(objects("renditions")).hasSize(Renditions.SIZES.size() * there.size());
        } finally {
            servers.stop();
        }
    }

    private static List<UUID> ids(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(UUID.class).list();
    }

    private long originals() throws IOException {
        return objects("originals").size();
    }

    private List<Path> objects(String folder) throws IOException {
        try (var files = Files.walk(data.resolve("objects/sightline").resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
