package dev.sightline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class HealthTest {

    @Test
    void isReadyWhenAllItsPartsAre() {
        given().get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.findAll { it.status == 'UP' }.name", hasItems("database", "storage", "model", "index"));
    }

    @Test
    void noticesADatabaseThatDoesNotAnswer() throws IOException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        try (ServerSocket free = new ServerSocket(0)) {
            database.setPortNumbers(new int[] {free.getLocalPort()});
        }

        assertThat(new DatabaseHealth(database).call().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aPartIsUpWhenItsCheckReturns() {
        assertThat(PartHealth.of("part", () -> {}).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aPartIsDownWhenItsCheckThrows() {
        assertThat(PartHealth.of("part", () -> {
                            throw new IllegalStateException("broken");
                        })
                        .getStatus())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void aPartIsDownWhenItDoesNotAnswer() {
        var never = new CountDownLatch(1);

        assertThat(PartHealth.of("part", never::await, Duration.ofMillis(50)).getStatus())
                .isEqualTo(Status.DOWN);
    }

    @Test
    void countsRequests() {
        given().get("/api/probe/list").then().statusCode(200);

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(containsString("http_server_requests_seconds_count"))
                .body(containsString("uri=\"/api/probe/list\""));
    }
}
