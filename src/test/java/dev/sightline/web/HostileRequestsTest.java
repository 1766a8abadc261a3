package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What no client of ours would send gets an answer that says so, and never a failure.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class HostileRequestsTest {

    @ParameterizedTest
    @CsvSource({
        "/api/images?camera=%00,      invalid-filter",
        "/api/images?lens=a%00,       invalid-filter",
        "/api/images?tag=%00,         invalid-filter",
        "/api/search?q=camera:a%00,   invalid-filter",
        "/api/search?q=a&filter=lens:a%00, invalid-filter",
        "/api/images?after=%2B999999999-12-31,  invalid-filter",
        "/api/images?before=-999999999-01-01,   invalid-filter",
        "/api/images?before=%2B10000-01-01,     invalid-filter",
        "/api/images?after=0000,                invalid-filter",
        "/api/search?q=after:%2B999999999-12-31, invalid-filter",
        "/api/images?limit=0,          invalid-request",
        "/api/images?limit=201,        invalid-request",
        "/api/images?limit=1e2,        invalid-parameter",
        "/api/images?limit=99999999999, invalid-parameter",
        "/api/probe/stored?text=a%00,   invalid-text"
    })
    void refusesAddressesThatCannotBeMeant(String address, String code) {
        problem(given().urlEncodingEnabled(false).get(address), 400, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800"})
    void refusesWhatIsNoCharacter(String escaped) {
        String words = " must be a text without U+0000 and without halves of surrogate pairs.";

        problem(post("/api/probe", "{\"name\": \"" + escaped + "\"}"), 400, "invalid-request")
                .body("errors[0].field", equalTo("name"))
                .body("detail", equalTo("name" + words));
        problem(post("/api/search", "{\"text\": \"" + escaped + "\"}"), 400, "invalid-request");
        problem(patch("{\"title\": \"" + escaped + "\"}"), 422, "invalid-words")
                .body("detail", equalTo("\"title\"" + words));
        problem(patch("{\"tags\": [\"" + escaped + "\"]}"), 422, "invalid-words");
    }

    @Test
    void keepsCharactersOfEveryPlane() {
        assertThat(patch("{\"title\": \"\\ud83d\\ude00 \u0394\"}").jsonPath().getString("title"))
                .isEqualTo("😀 Δ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "e30",
                "bnVsbA",
                "AAAAAAAAAAAAAAAA",
                "%25",
                "eyJmaWx0ZXIiOm51bGwsImRhdGUiOm51bGwsImlkIjpudWxsfQ"
            })
    void knowsNoForeignCursor(String cursor) {
        String address = "cursor=" + cursor;

        problem(given().urlEncodingEnabled(false).get("/api/images?" + address), 410, "cursor-expired");
        problem(given().urlEncodingEnabled(false).get("/api/search?q=a&" + address), 410, "cursor-expired");
        problem(post("/api/search", "{\"text\": \"a\", \"cursor\": \"" + cursor + "\"}"), 410, "cursor-expired");
        given().urlEncodingEnabled(false).get("/search?q=a&" + address).then().statusCode(410);
    }

    @Test
    void knowsNoAlteredCursorAndNoneOfAnotherList() {
        image();
        Client.settled(
                Client.upload(DemoCollection.pictures(1, 4711, 1).findFirst().orElseThrow()));
        String cursor = given().get("/api/images?limit=1").jsonPath().getString("next");
        byte[] place = Base64.getUrlDecoder().decode(cursor);
        place[new String(place, StandardCharsets.ISO_8859_1).indexOf("20") + 3]++;

        assertThat(given().get("/api/images?cursor=" + cursor).statusCode()).isEqualTo(200);
        problem(given().get("/api/images?cursor=" + base64(place)), 410, "cursor-expired");
        problem(given().get("/api/search?q=a&cursor=" + cursor), 410, "cursor-expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-300", "1e-320", "4.9e-324"})
    void takesTheSmallestWeight(String weight) {
        String example = "{\"id\": \"%s\", \"weight\": %s}".formatted(image(), weight);

        assertThat(post("/api/search", "{\"examples\": [" + example + "]}").statusCode())
                .isEqualTo(200);
        assertThat(post("/api/search", "{\"text\": \"-red\", \"examples\": [" + example + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "[[[[", "1e999999999", "\"", "nul", "{\"text\": NaN}", "{,}", "\u0000"})
    void refusesWhatIsNoJson(String body) {
        problem(post("/api/search", body), 400, "malformed-json");
    }

    @Test
    void takesTheLongestText() {
        assertThat(given().queryParam("q", "\ud83d\ude00".repeat(1000))
                        .queryParam("filter", " ".repeat(500))
                        .get("/api/search")
                        .statusCode())
                .isEqualTo(200);
        problem(given().queryParam("q", "a".repeat(2001)).get("/api/search"), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/images", "/api/jobs/retry-failed", "/api/nothing"})
    void claimsNoMethodsThatItDoesNotTake(String path) {
        assertThat(given().options(path).header("Allow")).isNull();
        problem(
                given().request("TRACE", path),
                path.endsWith("nothing") ? 404 : 405,
                path.endsWith("nothing") ? "not-found" : "method-not-allowed");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        problem(patch("{\"title\": " + "[".repeat(3000) + "]".repeat(3000) + "}"), 400, "malformed-json");
    }

    private Response patch(String body) {
        return given().contentType("application/merge-patch+json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .patch("/api/images/{id}", image());
    }

    private static UUID image() {
        var picture = DemoCollection.pictures(1, 4711, 0).findFirst().orElseThrow();
        var image = Client.upload(picture);
        return UUID.fromString(Client.settled(image).getString("id"));
    }

    private static Response post(String path, String body) {
        return given().contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static ValidatableResponse problem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
