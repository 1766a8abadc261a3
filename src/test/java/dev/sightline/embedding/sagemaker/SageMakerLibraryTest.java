package dev.sightline.embedding.sagemaker;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A library whose pictures are seen by endpoints of Amazon SageMaker.
@QuarkusTest
@QuarkusTestResource(value = SageMakerServers.class, restrictToAnnotatedClass = true)
class SageMakerLibraryTest {

    StubSageMaker stub;

    @Test
    void picturesAreFoundAndCounted() {
        var image = Client.upload(DemoCollection.picture(21, 1));
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");

        Client.search(Map.of("examples", List.of(Map.of("id", image))));

        assertThat(Client.search(Map.of("text", "a boat at night")).getString("model"))
                .isEqualTo("CLIP RN50");
        given().get("/api/models/sagemaker")
                .then()
                .statusCode(200)
                .body("wanted", is(true))
                .body("service", is("Amazon SageMaker"))
                .body("state", is("ready"));
        given().get("/settings").then().body(containsString("CLIP RN50 (Amazon SageMaker, us-east-1)"));
        assertThat(stub.violations).isEmpty();
    }
}
