package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class GuardsTest {

    @TestHTTPResource
    URI site;

    @ParameterizedTest
    @ValueSource(strings = {"localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}", "[::1]:{port}"})
    void goesByItsOwnNames(String host) {
        asking(host).get("/api/probe/list").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost",
                "localhost:1",
                "localhost.evil.example:{port}",
                "127.0.0.2:{port}",
                "localhost.:{port}",
                "photos.example.org"
            })
    void answersToNoOtherName(String host) {
        asking(host)
                .get("/api/probe/list")
                .then()
                .statusCode(421)
                .contentType(Problem.MEDIA_TYPE)
                .body("code", equalTo("unknown-host"))
                .body("detail", containsString("sightline.web.hosts"));
    }

    @Test
    void guardsPagesFilesAndMetricsToo() {
        asking("evil.example")
                .get("/probe/cursor")
                .then()
                .statusCode(421)
                .contentType(startsWith("text/html"))
                .body(containsString("<h1>Unknown address</h1>"));
        asking("evil.example").get("/assets/probe.css").then().statusCode(421);
        asking("evil.example").get("/q/metrics").then().statusCode(421);
    }

    @Test
    void letsProbesComeByAddress() {
        asking("10.0.0.7:8080").get("/q/health/live").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:{port}, http://localhost:{port}, same-origin",
        "localhost:{port}, http://localhost:{port},",
        "localhost:{port}, , same-origin",
        "localhost:{port}, ,",
        "[::1]:{port}, http://[::1]:{port}, same-origin",
    })
    void takesChangesFromItsOwnPagesAndFromPrograms(String host, String origin, String site) {
        changing(host, origin, site).delete("/api/probe").then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:{port}, http://evil.example, cross-site",
        "localhost:{port}, http://evil.example,",
        "localhost:{port}, http://localhost:1, same-site",
        "localhost:{port}, http://localhost:1,",
        "localhost:{port}, http://127.0.0.1:{port},",
        "localhost:{port}, http://localhost:{port}.evil.example,",
        "localhost:{port}, localhost:{port},",
        "localhost:{port}, ftp://localhost:{port},",
        "localhost:{port}, null,",
        "localhost:{port}, http://localhost:{port}, cross-site",
        "localhost:{port}, , same-site",
        "localhost:{port}, , none",
    })
    void takesChangesFromNobodyElse(String host, String origin, String site) {
        changing(host, origin, site)
                .delete("/api/probe")
                .then()
                .statusCode(403)
                .body("code", equalTo("foreign-origin"));
        changing(host, origin, site)
                .contentType("application/json")
                .body("{\"name\":\"a\"}")
                .post("/api/probe")
                .then()
                .statusCode(403);
    }

    @Test
    void showsAnybodyWhatChangesNothing() {
        changing("localhost:{port}", "http://evil.example", "cross-site")
                .get("/api/probe/list")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=a", "text/json"})
    void takesNothingButJson(String type) {
        given().header("Content-Type", type)
                .body("{\"name\":\"a\"}".getBytes())
                .post("/api/probe")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void takesMergePatchesWhereSomethingIsPatched() {
        given().header("Content-Type", "application/merge-patch+json")
                .body("{\"name\":\"a\"}")
                .patch("/api/probe")
                .then()
                .statusCode(200)
                .body("name", equalTo("a"));
        given().header("Content-Type", "application/merge-patch+json")
                .body("{\"name\":\"a\"}")
                .post("/api/probe")
                .then()
                .statusCode(415);
    }

    @Test
    void takesJsonWithParametersAndNoBodyAtAll() {
        given().header("Content-Type", "Application/JSON; charset=utf-8")
                .body("{\"name\":\"a\"}")
                .post("/api/probe")
                .then()
                .statusCode(200);
        given().post("/api/probe/empty").then().statusCode(204);
    }

    private RequestSpecification asking(String host) {
        return given().header("Host", withPort(host));
    }

    private RequestSpecification changing(String host, String origin, String fetchSite) {
        RequestSpecification request = asking(host);
        if (origin != null) {
            request.header("Origin", withPort(origin));
        }
        if (fetchSite != null) {
            request.header("Sec-Fetch-Site", fetchSite);
        }
        return request;
    }

    private String withPort(String text) {
        return text.replace("{port}", String.valueOf(site.getPort()));
    }
}
