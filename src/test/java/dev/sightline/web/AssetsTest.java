package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class AssetsTest {

    @Test
    void areKeptByBrowsersForAsLongAsTheyHold() {
        Response file = given().get("/assets/probe.css");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.contentType()).isEqualTo("text/css;charset=UTF-8");
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(file.asString()).startsWith("body {");

        String tag = file.header("ETag");
        given().header("If-None-Match", "\"other\", " + tag)
                .get("/assets/probe.css")
                .then()
                .statusCode(304)
                .header("ETag", tag)
                .body(equalTo(""));
        given().header("If-None-Match", "\"other\"")
                .get("/assets/probe.css")
                .then()
                .statusCode(200);
    }

    @Test
    void areCompressedForThoseWhoUnderstandIt() {
        Response file = given().header("Accept-Encoding", "gzip").get("/assets/probe.css");

        assertThat(file.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(file.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(file.asString()).startsWith("body {").hasSize(2300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/none.css",
                "/assets/",
                "/assets/..%2f..%2f..%2fapplication.properties",
                "/assets/%2e%2e/%2e%2e/%2e%2e/application.properties",
                "/assets/.hidden"
            })
    void areNothingElse(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(404);
    }
}
