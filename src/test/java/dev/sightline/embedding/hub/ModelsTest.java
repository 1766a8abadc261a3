package dev.sightline.embedding.hub;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.testing.OwnServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What people and programs see of a model on its way here.
@QuarkusTest
@QuarkusTestResource(value = OwnServers.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = TinyHub.class, restrictToAnnotatedClass = true)
class ModelsTest {

    private static final String TINY = "tiny-siglip2";

    Consumer<String> hub;

    @Inject
    Models models;

    @Inject
    ReadyModels ready;

    @BeforeEach
    void stop() {
        models.stop(TINY);
    }

    @Test
    void arriveWhileTheDemoModelServes() {
        assertThat(models.wanted().id()).isEqualTo(TINY);
        assertThat(models.wanted().state()).isEqualTo(ModelState.ABSENT);
        page().body(containsString("Searching with the small demo model, which knows drawn pictures only."))
                .body(containsString("is not on this machine."))
                .body(containsString("Fetch it</button>"));
        fragment().body(not(containsString("<progress")));
        assertThatThrownBy(() -> models.open(TINY))
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("Fetch it first");

        hub.accept("not at all");
        given().redirects()
                .follow(false)
                .header("Referer", "http://localhost/search?q=boat")
                .post("/models/{id}/fetch", TINY)
                .then()
                .statusCode(303)
                .header("Location", endsWith("/search?q=boat"));
        awaitState("failed");
        page().body(containsString("could not be fetched.")).body(containsString("Retry</button>"));
        assertThat(model().getString("error.code")).isEqualTo("not-found");
        assertThat(model().getString("error.retryAt")).isNotNull();

        hub.accept("halfway");
        given().header("HX-Request", "true")
                .post("/models/{id}/fetch", TINY)
                .then()
                .statusCode(200)
                .body(allOf(containsString("on its way"), not(containsString("<html"))));
        await().until(() -> model().getLong("progress.done") > model().getLong("bytes") / 3);
        assertThat(model().getLong("progress.total")).isEqualTo(model().getLong("bytes"));
        fragment()
                .body(containsString("hx-get=\"/models/notice\""))
                .body(containsString("<progress"))
                .body(containsString(" %"));

        given().delete("/api/models/{id}/fetch", TINY).then().statusCode(200).body("state", is("absent"));

        hub.accept("well");
        given().post("/api/models/{id}/fetch", TINY)
                .then()
                .statusCode(202)
                .body("state", is("fetching"))
                .body("wanted", is(true));
        awaitState("ready");
        await().untilAsserted(() -> assertThat(ready.ids()).containsExactly(TINY));
        embedsAsItsFilesSay();
        // It takes over when it has seen the pictures there are: none.
        await().untilAsserted(() -> given().get("/api/generations")
                .then()
                .body("generations.find { it.state == 'active' }.model", is(TINY)));
        fragment().body(not(containsString("<aside")));
    }

    private void embedsAsItsFilesSay() {
        try (var embedder = models.open(TINY)) {
            assertThat(embedder.text("a boat", Purpose.QUERY).dimension()).isEqualTo(64);
            assertThat(embedder.space().model()).isEqualTo(TINY);
        }
    }

    private static ValidatableResponse page() {
        return given().get("/").then().statusCode(200).body(containsString("<aside class=\"notice\""));
    }

    private static ValidatableResponse fragment() {
        return given().get("/models/notice").then().statusCode(200).body(not(containsString("<html")));
    }

    private static JsonPath model() {
        return given().get("/api/models/{id}", TINY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void awaitState(String state) {
        await().until(() -> model().getString("state").equals(state));
    }

    @Test
    void areListedInTheOrderOfTheCatalogue() {
        given().get("/api/models")
                .then()
                .statusCode(200)
                .body(
                        "models.id.join(' ')",
                        equalTo("clip-vit-base-patch32-q8 clip-vit-base-patch32 siglip2-base-patch16-224-int8"
                                + " tiny-siglip2 demo"))
                .body("models[0].state", is("absent"))
                .body("models[0].bytes", is(155850671))
                .body("models[0].dimension", is(512))
                .body("models[0].licence", containsString("MIT"))
                .body("models[0].wanted", is(false))
                .body("models[4].state", is("ready"))
                .body("models[4].bytes", nullValue())
                .body("models[4].caveat", not(emptyString()));
    }

    @Test
    void thatThereAreNotAreRefused() {
        for (var answer : new Response[] {
            given().get("/api/models/gpt"),
            given().post("/api/models/gpt/fetch"),
            given().delete("/api/models/gpt/fetch")
        }) {
            answer.then()
                    .statusCode(404)
                    .body("code", is("model-not-found"))
                    .body("detail", containsString("clip-vit-base-patch32-q8"));
        }
    }
}
