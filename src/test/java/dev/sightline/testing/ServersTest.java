package dev.sightline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.storage.ObjectStore;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The application and the servers find each other.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ServersTest {

    @Inject
    private ObjectStore store;

    @Inject
    private AgroalDataSource database;

    @Test
    void theApplicationReachesBoth() throws Exception {
        String key = "query/" + UUID.randomUUID();
        store.put(key, new byte[] {1}, "image/png");
        assertThat(store.get(key)).containsExactly(1);

        try (var connection = database.getConnection()) {
            assertThat(connection.getMetaData().getURL())
                    .isEqualTo(Servers.settings().get("quarkus.datasource.jdbc.url"));
        }
    }
}
