package dev.sightline.trash;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A setting says how long something stays in the trash.
@QuarkusTest
@TestProfile(TrashKeptTest.ThirtyDays.class)
@QuarkusTestResource(Servers.class)
class TrashKeptTest {

    public static class ThirtyDays implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("sightline.trash.keep", "30D");
        }
    }

    @Inject
    Jdbi jdbi;

    @Inject
    TrashSweep sweep;

    @Test
    void whatWasThereForLongerIsDeleted() {
        Database.empty(jdbi);
        var old = Client.upload(DemoCollection.picture(53, 0));
        var young = Client.upload(DemoCollection.picture(53, 1));
        Client.settled(old);
        Client.settled(young);
        trash(old, "30 days 1 minute");
        trash(young, "29 days 23 hours");

        sweep.sweep();

        assertThat(given().get("/api/trash").jsonPath().getList("images.id", UUID.class))
                .containsExactly(young);
        given().get("/trash").then().body(containsString("They are deleted for good 30 days after they came here."));
    }

    private void trash(UUID image, String ago) {
        jdbi.useHandle(handle ->
                handle.execute("update image set trashed_at = now() - cast(? as interval) where id = ?", ago, image));
    }
}
