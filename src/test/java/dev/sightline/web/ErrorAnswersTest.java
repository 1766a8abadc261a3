package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ErrorAnswersTest {

    @TestHTTPResource
    URI site;

    @Inject
    Jdbi jdbi;

    @Test
    void knowsNoSuchAddress() {
        problem(given().get("/api/nothing").then(), 404, "not-found").body("title", equalTo("Not Found"));
        problem(given().get("/api/probe/images/abc").then(), 404, "not-found");
        problem(given().get("/q/nothing").then(), 404, "not-found");
    }

    @Test
    void namesTheParameterThatIsInvalid() {
        problem(given().get("/api/probe/list?limit=300").then(), 400, "invalid-request")
                .body("errors.field", hasItems("limit"))
                .body("errors.detail", hasItems("must be less than or equal to 200"));
        problem(given().get("/api/probe/list?limit=many").then(), 400, "invalid-parameter")
                .body("detail", containsString("\"many\""));
    }

    @Test
    void namesEveryFieldThatIsInvalid() {
        problem(post("{'name':'', 'lines':[{'text':''},{'text':'x'},{'text':'y'}]}"), 400, "invalid-request")
                .body("errors.field", equalTo(List.of("lines", "lines[0].text", "name")))
                .body("detail", equalTo("lines size must be between 0 and 2, and 2 more."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {'name':'a','colour':1}          | unknown-property | colour is not known here; known are: count, lines, name.
                    {'lines':[{'text':'a','x':1}]}   | unknown-property | lines[0].x is not known here; known are: text.
                    {'name':'a','count':'x'}         | invalid-request  | count must be a whole number.
                    {'name':'a','lines':[{'text':{}}]} | invalid-request | lines[0].text must be a text.
                    {'name':'a','lines':5}           | invalid-request  | lines must be a list.
                    {                                | malformed-json   | The body cannot be read as JSON (line 1, column 2). It ends too early.
                    {'name':'a','name':'b'}          | malformed-json   | The body cannot be read as JSON (line 1, column 19). Duplicate field 'name'.
                    []                               | malformed-json   | The body cannot be read as JSON (line 1, column 1). It must be an object.
                    """, quoteCharacter = '`')
    void saysWhatIsWrongWithABody(String body, String code, String detail) {
        problem(post(body), 400, code).body("detail", equalTo(detail));
    }

    @Test
    void refusesWhatFollowsTheBody() {
        problem(post("{'name':'a'} x"), 400, "malformed-json");
    }

    @Test
    void refusesMethodsFormsAndSizesItDoesNotTake() {
        problem(given().contentType("application/json").put("/api/probe").then(), 405, "method-not-allowed");
        problem(given().accept("image/png").get("/api/probe/text").then(), 406, "not-acceptable");
        problem(given().formParam("a", "b").post("/api/probe").then(), 415, "unsupported-media-type");
        problem(post("{'name':'" + "a".repeat(7_000_000) + "'}"), 413, "too-large");
    }

    @Test
    void endsABodyWithoutEnd() throws IOException {
        String answer = exchange(
                "POST /api/probe HTTP/1.1\r\nHost: localhost:" + site.getPort()
                        + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "6acfc0\r\n\"" + "a".repeat(6_999_999) + "\r\n0\r\n\r\n",
                13);

        assertThat(answer).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void answersWhatIsNotProperHttp() throws IOException {
        String answer = exchange("GET /api/probe/list HTTP/1.1\r\nConnection: close\r\n\r\n", 10_000);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "\"code\":\"bad-request\"");
    }

    @Test
    void sendsAwayCursorsThatHaveExpired() {
        problem(given().get("/api/probe/fail/cursor").then(), 410, "cursor-expired")
                .body("detail", containsString("without a cursor"));
    }

    @Test
    void saysWhenToTryAgain() {
        problem(given().get("/api/probe/fail/busy").then(), 503, "model-busy")
                .header("Retry-After", "7")
                .body("retryAfter", equalTo(7));
    }

    @ParameterizedTest
    @CsvSource({"database", "pool"})
    void saysThatTheDatabaseDoesNotAnswer(String how) {
        problem(given().get("/api/probe/fail/" + how).then(), 503, "database-unavailable")
                .header("Retry-After", "5");
    }

    @ParameterizedTest
    @CsvSource({"constraint", "other"})
    void givesAReferenceForWhatNobodyExpected(String how) {
        String body = problem(given().get("/api/probe/fail/" + how).then(), 500, "unexpected")
                .body("reference", matchesPattern("[0-9a-f-]{36}"))
                .extract()
                .asString();

        assertThat(body).doesNotContain("secret", "duplicate", "Exception", "dev.sightline");
    }

    @Test
    void showsPeopleAPage() {
        given().get("/nothing")
                .then()
                .statusCode(404)
                .contentType(startsWith("text/html"))
                .header("Cache-Control", "no-store")
                .body(containsString("<h1>Not found</h1>"));
        given().get("/probe/cursor").then().statusCode(410).body(containsString("<code>cursor-expired</code>"));
        given().get("/probe/other")
                .then()
                .statusCode(500)
                .body(containsString("under the reference"))
                .body(not(containsString("secret")));
    }

    @Test
    void hasWordsEvenWhereNoPageCanBeDrawn() {
        // What every page asks for.
        jdbi.useHandle(handle -> handle.execute("alter table active_generation rename to secret"));
        try {
            given().get("/probe/cursor")
                    .then()
                    .statusCode(410)
                    .contentType(startsWith("text/html"))
                    .body(containsString("<h1>No longer here</h1>"))
                    .body(not(containsString("secret")));
        } finally {
            jdbi.useHandle(handle -> handle.execute("alter table secret rename to active_generation"));
        }
    }

    @Test
    void showsHtmxTheMessageAlone() {
        given().header("HX-Request", "true")
                .get("/nothing")
                .then()
                .statusCode(404)
                .body(startsWith("<section"))
                .body(containsString("<h1>Not found</h1>"));
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body.replace('\'', '"'))
                .post("/api/probe")
                .then();
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("about:blank"))
                .body("status", equalTo(status))
                .body("code", equalTo(code));
    }

    /// The first bytes of the answer to a request that no client would send.
    private String exchange(String request, int length) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", site.getPort())) {
            socket.setSoTimeout(10_000);
            Thread.ofVirtual().start(() -> write(request, socket));
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
        }
    }

    private static void write(String request, Socket socket) {
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException closed) {
            assertThat(closed)
                    .as("the server may answer before it was told everything")
                    .isInstanceOf(SocketException.class);
        }
    }
}
