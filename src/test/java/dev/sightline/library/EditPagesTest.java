package dev.sightline.library;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The form that changes words without scripts, and what a picture's page tells strangers.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class EditPagesTest {

    @Inject
    Jdbi jdbi;

    private UUID image;

    @BeforeEach
    void onePicture() {
        Database.empty(jdbi);
        image = Client.upload(DemoCollection.picture(71, 0));
        Client.settled(image);
        describe(Map.of("title", "Evening", "description", "Two\nlines", "tags", List.of("sea")));
    }

    @Test
    void onlyWhatWasChangedIsChanged() {
        describe(Map.of("description", "Theirs"));

        save(Map.of("title", "Mine")).statusCode(303).header("Location", endsWith("/images/" + image));

        words().body("title", is("Mine")).body("description", is("Theirs")).body("tags", is(List.of("sea")));
        save(Map.of("titleWas", "Mine", "title", "", "descriptionWas", "Theirs", "description", "", "tags", " , "))
                .statusCode(303);
        words().body("title", nullValue()).body("description", nullValue()).body("tags", is(List.of()));
    }

    @Test
    void aFormThatChangesNothingMakesNothingThePersons() {
        var version = given().get("/api/images/{id}", image).header("ETag");

        save(Map.of("description", "Two\r\nlines", "descriptionWas", "Two\r\nlines"))
                .statusCode(303);

        given().get("/api/images/{id}", image).then().header("ETag", is(version));
    }

    @Test
    void whatBothChangedIsShownBesideEachOther() {
        describe(Map.of("title", "Theirs <b>", "tags", List.of("sea", "pier")));

        save(Map.of("title", "Mine"))
                .statusCode(412)
                .body(containsString("value=\"Mine\""))
                .body(containsString("name=\"titleWas\" value=\"Theirs &lt;b&gt;\""))
                .body(containsString("Now: Theirs &lt;b&gt;"))
                .body(containsString("value=\"sea, pier\""));
        words().body("title", is("Theirs <b>"));

        save(Map.of("title", "Mine", "titleWas", "Theirs <b>", "tags", "sea, pier", "tagsWas", "sea, pier"))
                .statusCode(303);
        words().body("title", is("Mine"));
    }

    @Test
    void whatIsTooLongIsRefusedAndStaysInTheForm() {
        save(Map.of("title", "x".repeat(301)))
                .statusCode(422)
                .body(containsString("x".repeat(301)))
                .body(containsString("at most 300 characters"));
        words().body("title", is("Evening"));
    }

    @Test
    void nobodyElseSavesIt() {
        given().header("Origin", "https://example.org")
                .formParams(form(Map.of("title", "Foreign")))
                .post("/images/{id}/edit", image)
                .then()
                .statusCode(403);
        given().formParams(form(Map.of()))
                .post("/images/{id}/edit", UUID.randomUUID())
                .then()
                .statusCode(404);
        words().body("title", is("Evening"));
    }

    @Test
    void tagsAreSuggestedByTheirStart() {
        var options = given().get("/images/{id}/edit/tags?tag=SE", image).then().statusCode(200);
        options.body(containsString("value=\"sea\""));
        given().get("/images/{id}/edit/tags?tag=x%25", image)
                .then()
                .statusCode(200)
                .body(not(containsString("option")));
    }

    @Test
    void aSharedLinkShowsNothing() {
        for (var path : List.of("/images/" + image, "/images/" + image + "/edit")) {
            given().get(path)
                    .then()
                    .statusCode(200)
                    .header("X-Robots-Tag", containsString("noindex"))
                    .header("Cache-Control", containsString("private"))
                    .body(not(containsString("og:")))
                    .body(not(containsString("twitter:")));
        }
    }

    @Test
    void renditionsAreSavedUnderTheNameOfTheImage() {
        given().redirects()
                .follow(false)
                .get("/api/images/{id}/preview?download=true", image)
                .then()
                .statusCode(307)
                .header("Location", containsString("-1440.jpg"))
                .header("Location", containsString("attachment"));
    }

    private Map<String, String> form(Map<String, String> written) {
        var form = new HashMap<>(Map.of(
                "title", "Evening",
                "titleWas", "Evening",
                "description", "Two\r\nlines",
                "descriptionWas", "Two\r\nlines",
                "tags", "sea",
                "tagsWas", "sea"));
        form.putAll(written);
        return form;
    }

    private ValidatableResponse save(Map<String, String> written) {
        return given().redirects()
                .follow(false)
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(form(written))
                .post("/images/{id}/edit", image)
                .then();
    }

    private void describe(Map<String, ?> words) {
        given().contentType(ContentType.JSON)
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    private ValidatableResponse words() {
        return given().get("/api/images/{id}", image).then();
    }
}
