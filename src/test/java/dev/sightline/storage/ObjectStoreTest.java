package dev.sightline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private final ObjectStore store = Storage.store(Servers.settings());

    @Test
    void whatIsPutIsThere() {
        String key = Keys.original(UUID.randomUUID());
        store.put(key, new byte[] {1, 2, 3}, "image/png");
        assertThat(store.get(key)).containsExactly(1, 2, 3);
        assertThat(store.head(key)).hasValueSatisfying(o -> {
            assertThat(o.mediaType()).isEqualTo("image/png");
            assertThat(o.size()).isEqualTo(3);
        });
    }
}
