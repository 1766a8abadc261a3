package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.demo.DemoCollection;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.PresignedPost;
import dev.sightline.storage.Presigner;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Against a real S3 endpoint, with leave that the service has signed.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class StorageTest {

    @Inject
    Presigner presigner;

    @Inject
    ObjectStore objects;

    private final String key = "originals/" + UUID.randomUUID();
    private final byte[] picture = DemoCollection.picture(5, 0).bytes();
    private final Upload upload = Upload.of("a.png", "image/png", picture);
    private final Storage storage = new Storage(ServerOptions.http(), 1);

    @Test
    void takesWhatTheServerAllows() throws IOException {
        storage.store(leave(Duration.ofMinutes(1), upload.size()), upload);

        assertThat(objects.get(key)).isEqualTo(picture);
    }

    @Test
    void refusesMoreThanWasAnnounced() {
        assertThatThrownBy(() -> storage.store(leave(Duration.ofMinutes(1), upload.size() - 1), upload))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the storage refused it: Your proposed upload exceeds the maximum allowed size");
        assertThat(objects.head(key)).isEmpty();
    }

    @Test
    void refusesWhatComesTooLate() {
        assertThatThrownBy(() -> storage.store(leave(Duration.ofMinutes(-1), upload.size()), upload))
                .isInstanceOfSatisfying(RefusedException.class, late -> assertThat(late.status())
                        .isEqualTo(403))
                .hasMessageContaining("Policy expired");
    }

    private PresignedPost leave(Duration life, long size) {
        return presigner.post(key, "image/png", size, size, life);
    }
}
