package dev.sightline.program;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.description.StubClaude;
import dev.sightline.embedding.bedrock.Settings;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.index.pinecone.StubPinecone;
import dev.sightline.testing.Client;
import dev.sightline.testing.OpenSearchServer;
import dev.sightline.testing.OwnServers;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From an upload to a search by configuration alone, with models and engines that run elsewhere.
class ServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path data;

    private final OwnServers servers = new OwnServers();

    @AfterEach
    void reset() {
        RestAssured.reset();
        servers.stop();
    }

    private Map<String, String> environment(Map<String, String> more) {
        var settings = new HashMap<>(servers.start());
        settings.putAll(more);
        return Program.environment(settings);
    }

    /// Pictures that are ready, and what they are.
    private static Map<UUID, DemoPicture> uploaded() {
        var images = DemoCollection.pictures(3, 11, 0).collect(Collectors.toMap(Client::upload, picture -> picture));
        images.keySet().forEach(image -> assertThat(Client.settled(image).getString("status"))
                .isEqualTo("ready"));
        return images;
    }

    /// A picture that is searched with finds itself.
    private static void assertFound(UUID image, DemoPicture picture) {
        var example = Map.of("data", Base64.getEncoder().encodeToString(picture.bytes()));
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = given().contentType("application/json")
                    .body(Map.of("examples", List.of(example), "limit", 1))
                    .post("/api/search");
            assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
            assertThat(answer.jsonPath().getList("results.image.id", UUID.class))
                    .containsExactly(image);
        });
    }

    private static void assertServedBy(String engine) {
        given().get("/api/generations").then().body("generations.find { it.state == 'active' }.engine", is(engine));
    }

    @Test
    void titanAndOpenSearch() throws Exception {
        try (var bedrock = new StubBedrock()) {
            var environment = environment(Settings.of(
                    bedrock,
                    Map.of(
                            "sightline.embedding.provider", "titan",
                            "sightline.index.engine", "opensearch",
                            "sightline.index.opensearch.url",
                                    OpenSearchServer.url().toString(),
                            "sightline.index.opensearch.replicas", "0")));
            try (var program = Program.serve(data, environment)) {
                RestAssured.port = program.port;
                var images = uploaded();

                images.forEach(ServicesIT::assertFound);
                assertServedBy("opensearch");
                assertThat(bedrock.pictures()).isGreaterThanOrEqualTo(images.size());
                assertThat(bedrock.violations).isEmpty();

                var doctor = Program.run(environment, "doctor");
                assertThat(doctor.output())
                        .contains("Titan", "OpenSearch answers.")
                        .doesNotContain("WRONG");
                assertThat(doctor.code()).isZero();
            }
        }
    }

    @Test
    void claudeCohereAndPinecone() throws Exception {
        try (var cohere = new StubBedrock();
                var claude = new StubClaude(cohere);
                var pinecone = new StubPinecone(1024, "cosine")) {
            var environment = environment(Settings.of(
                    claude,
                    Map.of(
                            "sightline.embedding.provider",
                            "cohere",
                            "sightline.description.provider",
                            "claude",
                            "sightline.description.model-id",
                            StubClaude.MODEL,
                            "sightline.index.engine",
                            "pinecone",
                            "sightline.index.pinecone.host",
                            pinecone.url().toString(),
                            "sightline.index.pinecone.api-key",
                            StubPinecone.KEY)));
            try (var program = Program.serve(data, environment)) {
                RestAssured.port = program.port;
                // Reads are a minute behind writes there; an engine that was given an empty library need not be waited
                // for.
                await().atMost(PATIENCE)
                        .untilAsserted(
                                () -> given().get("/api/search?q=boat").then().statusCode(200));
                var images = uploaded();

                assertServedBy("pinecone");
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                Client.search(Map.of("text", "\"calm sea\"")).getList("results.image.id", UUID.class))
                        .containsExactlyInAnyOrderElementsOf(images.keySet()));
                var found = Client.search(Map.of("text", "a red boat on a calm sea"));
                assertThat(found.getList("results.image.id", UUID.class))
                        .containsExactlyInAnyOrderElementsOf(images.keySet());
                assertThat(found.getList("results.parts.kind", String.class)).containsOnly("text");
                // All of them are described alike, so a picture finds each.
                var example = images.values().iterator().next();
                var alike = Client.search(Map.of(
                        "examples", List.of(Map.of("data", Base64.getEncoder().encodeToString(example.bytes())))));
                assertThat(alike.getList("results.image.id", UUID.class))
                        .containsExactlyInAnyOrderElementsOf(images.keySet());
                assertThat(claude.violations).isEmpty();
                assertThat(cohere.violations).isEmpty();

                var doctor = Program.run(environment, "doctor");
                assertThat(doctor.output())
                        .contains("Cohere Embed English 3", "Pictures are described by")
                        .doesNotContain("WRONG");
            }
        }
    }
}
