package dev.sightline.description;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sightline.demo.DemoCollection;
import dev.sightline.doctor.Finding.Level;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A model that sees no pictures, where nothing describes them: what is to be done is said wherever it shows.
@QuarkusTest
@QuarkusTestResource(value = CohereAloneServers.class, restrictToAnnotatedClass = true)
class CohereAloneTest {

    @Inject
    Jdbi jdbi;

    @Inject
    DescriptionExamination examination;

    @BeforeEach
    void empty() {
        Database.empty(jdbi);
    }

    @Test
    void aPictureWithoutWordsFailsAndSaysWhichSettingIsMissing() {
        var image = Client.upload(DemoCollection.picture(33, 0));

        assertThat(Client.settled(image).getString("status")).isEqualTo("failed");
        given().get("/api/jobs?state=failed")
                .then()
                .body("jobs[0].code", is("embedding-failed"))
                .body("jobs[0].reason", containsString("sightline.description.model-id"));
        given().get("/activity").then().body(containsString("sightline.description.model-id"));
    }

    @Test
    void aPictureCannotBeSearchedWith() {
        var example = Map.of(
                "data",
                Base64.getEncoder().encodeToString(DemoCollection.picture(33, 1).bytes()));

        given().contentType(ContentType.JSON)
                .body(Map.of("examples", List.of(example)))
                .post("/api/search")
                .then()
                .statusCode(409)
                .body("code", is("descriptions-off"));
    }

    @Test
    void theDoctorSaysSo() {
        assertThat(examination.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WRONG);
            assertThat(finding.remedy()).contains("sightline.description.provider");
        });
    }
}
