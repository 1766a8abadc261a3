package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
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
    void describesTheApiAndNotThePages() {
        assertThat(description.getString("info.title")).isEqualTo("Sightline");
        assertThat(description.getMap("paths").keySet())
                .asInstanceOf(InstanceOfAssertFactories.collection(String.class))
                .contains("/api/probe/list")
                .allMatch(path -> path.startsWith("/api/") || path.equals("/events"));
    }

    @Test
    void saysHowEveryOperationFails() {
        Map<String, Map<String, ?>> paths = description.getMap("paths");

        assertThat(paths.values().stream().flatMap(path -> path.values().stream()))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(operation.toString())
                        .contains("application/problem+json={schema={$ref=#/components/schemas/Problem}}"));
        assertThat(description.getList("components.schemas.Problem.required"))
                .isEqualTo(List.of("type", "title", "status", "code", "detail"));
    }
}
