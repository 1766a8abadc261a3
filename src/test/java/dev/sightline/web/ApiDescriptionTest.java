package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class ApiDescriptionTest {

    private JsonPath description;

    @BeforeEach
    void read() {
        description = given().get("/q/openapi?format=json").jsonPath();
    }

    @Test
    void hasANameAndTheVersionOfTheProgram() {
        assertThat(description.getString("openapi")).startsWith("3.1");
        assertThat(description.getString("info.title")).isEqualTo("Sightline");
        assertThat(description.getString("info.version"))
                .isEqualTo(given().get("/api/status").jsonPath().getString("version"));
    }

    @Test
    void saysHowEveryOperationFails() {
        Map<String, Map<String, ?>> paths = description.getMap("paths");

        assertThat(paths).containsKey("/api/images").allSatisfy((path, item) -> {
            assertThat(path).startsWith("/api/");
            item.forEach((method, operation) -> {
                if (!method.equals("parameters")) {
                    assertThat(answers(operation)).as(path).containsKeys("400", "406", "421", "500", "503");
                    assertThat(answers(operation).containsKey("403")).isEqualTo(!method.equals("get"));
                    assertThat(answers(operation).containsKey("404"))
                            .as(path)
                            .isEqualTo(path.contains("{")
                                    || answers(operation).toString().contains("-not-found"));
                }
            });
        });
    }

    @Test
    void writesProblemsOut() {
        assertThat(
                        description.getMap(
                                "paths.'/api/jobs'.get.responses.'400'.content.'application/problem+json'.examples.invalid-state.value"))
                .isEqualTo(Map.of(
                        "type", "about:blank",
                        "title", "Bad Request",
                        "status", 400,
                        "code", "invalid-state",
                        "detail", "\"lost\" is no state of a job. There are waiting, running, done, failed."));
        assertThat(description.prettify()).doesNotContain("x-problems");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> answers(Object operation) {
        return (Map<String, ?>) ((Map<String, ?>) operation).get("responses");
    }
}
