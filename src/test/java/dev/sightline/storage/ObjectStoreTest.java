package dev.sightline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.sightline.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectStoreTest {

    private final ObjectStore store = Storage.store(Servers.settings());
    private final String key = Keys.original(UUID.randomUUID());

    @Test
    void whatIsPutIsThere() throws IOException {
        store.put(key, bytes("a picture"), "image/png");

        assertThat(store.get(key)).isEqualTo(bytes("a picture"));
        try (InputStream open = store.open(key)) {
            assertThat(open.readAllBytes()).isEqualTo(bytes("a picture"));
        }
        assertThat(store.head(key)).hasValueSatisfying(object -> {
            assertThat(object.key()).isEqualTo(key);
            assertThat(object.size()).isEqualTo(9);
            assertThat(object.mediaType()).isEqualTo("image/png");
            assertThat(object.etag()).matches("[0-9a-f]{32}");
            assertThat(object.lastModified()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        });
    }

    @Test
    void puttingAgainReplaces() {
        store.put(key, bytes("old"), "image/png");
        String etag = store.head(key).orElseThrow().etag();
        store.put(key, bytes("new one"), "image/jpeg");

        assertThat(store.get(key)).isEqualTo(bytes("new one"));
        assertThat(store.head(key)).hasValueSatisfying(object -> {
            assertThat(object.mediaType()).isEqualTo("image/jpeg");
            assertThat(object.etag()).isNotEqualTo(etag);
        });
    }

    @Test
    void whatIsDeletedIsGoneAndMayBeDeletedAgain() {
        store.put(key, bytes("a picture"), "image/png");
        store.delete(key);
        store.delete(key);

        assertThat(store.head(key)).isEmpty();
        assertThatExceptionOfType(MissingObjectException.class)
                .isThrownBy(() -> store.get(key))
                .satisfies(missing -> assertThat(missing.key()).isEqualTo(key));
        assertThatExceptionOfType(MissingObjectException.class).isThrownBy(() -> store.open(key));
    }

    @Test
    void emptyObjectsAndStrangeKeysAreObjectsToo() {
        String strange = "others/" + UUID.randomUUID() + "/ä b+c&d%20?e=f.png";
        store.put(strange, new byte[0], "image/png");

        assertThat(store.get(strange)).isEmpty();
        assertThat(store.list(strange.substring(0, 44)))
                .singleElement()
                .extracting(StoredObject::key)
                .isEqualTo(strange);
    }

    @Test
    void aListingIsInTheOrderOfTheKeysAndOfItsPrefixOnly() {
        UUID image = UUID.randomUUID();
        for (int width : new int[] {320, 1440, 80}) {
            store.put(Keys.rendition(image, width), new byte[width], "image/jpeg");
        }
        store.put(Keys.rendition(UUID.randomUUID(), 320), new byte[1], "image/jpeg");

        assertThat(store.list(Keys.renditions(image)))
                .extracting(StoredObject::key, StoredObject::size)
                .containsExactly(
                        tuple(Keys.rendition(image, 1440), 1440L),
                        tuple(Keys.rendition(image, 320), 320L),
                        tuple(Keys.rendition(image, 80), 80L));
        assertThat(store.list(Keys.renditions(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void theCheckSaysWhatIsWrong() {
        assertThatCode(store::check).doesNotThrowAnyException();
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(Storage.store(Storage.settingsBut("bucket", "nowhere"))::check)
                .withMessageContaining("NoSuchBucket")
                .matches(e -> !e.isPassing());
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(Storage.store(Storage.settingsBut("secret-key", "wrong"))::check)
                .withMessageContaining("SignatureDoesNotMatch")
                .matches(StorageException::isPassing);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(Storage.store(Storage.settingsBut("endpoint", "http://127.0.0.1:1"))::check)
                .withMessageContaining("sightline.storage.endpoint")
                .matches(StorageException::isPassing);
    }

    /// Else a wrong setting would look like a library without pictures.
    @Test
    void aMissingBucketOrWrongKeysAreNoMissingObject() {
        for (String wrong : List.of("bucket", "secret-key", "access-key")) {
            ObjectStore broken = Storage.store(Storage.settingsBut(wrong, "wrong"));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.head(key));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.get(key));
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> broken.list("originals/"));
        }
    }

    @Test
    void halfOfTheCredentialsIsAMistakeToBeTold() {
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(Storage.store(Storage.settingsBut("secret-key", ""))::check)
                .withMessageContaining("sightline.storage.secret-key");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
