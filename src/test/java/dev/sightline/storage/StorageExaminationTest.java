package dev.sightline.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.doctor.Finding;
import dev.sightline.doctor.Finding.Level;
import dev.sightline.doctor.Inside;
import dev.sightline.testing.Servers;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageExaminationTest {

    private static final int PORT = 8080;

    @TempDir
    private Path folder;

    private static List<Finding> findings(Map<String, String> settings, boolean isInside) {
        var config = Storage.config(settings);
        var s3 = new S3Connection(config);
        var inside = new Inside() {
            @Override
            public boolean database() {
                return false;
            }

            @Override
            public boolean storage() {
                return isInside;
            }
        };
        return new StorageExamination(config, s3, new ObjectStore(s3, config), inside, PORT).findings();
    }

    private static List<String> wrong(Map<String, String> settings) {
        return findings(settings, false).stream()
                .filter(finding -> finding.level() == Level.WRONG)
                .map(finding -> finding.words() + " " + finding.remedy())
                .toList();
    }

    @Test
    void nothingIsWrongWithAStorageThatServesALibraryAndNothingIsLeftThere() {
        var before = queries();

        assertThat(wrong(Servers.settings())).isEmpty();
        assertThat(queries()).isEqualTo(before);
    }

    private static List<StoredObject> queries() {
        return Storage.store(Servers.settings()).list(Keys.QUERIES).toList();
    }

    @Test
    void oneThatIsStartedWithSightlineIsNotTried() {
        assertThat(findings(Storage.settingsBut("endpoint", "http://localhost:1"), true))
                .extracting(Finding::level)
                .containsExactly(Level.FINE);
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        assertThat(wrong(Storage.settingsBut("bucket", "elsewhere")))
                .anySatisfy(words -> assertThat(words).contains("elsewhere"));
    }

    @Test
    void aKeyThatIsWrongIsFound() {
        assertThat(wrong(Storage.settingsBut("secret-key", "wrong")))
                .singleElement()
                .asString()
                .contains("SignatureDoesNotMatch", "credentials");
    }

    @Test
    void aStorageThatDoesNotAnswerIsFound() {
        assertThat(wrong(Storage.settingsBut("endpoint", "http://localhost:1")))
                .anySatisfy(words -> assertThat(words).contains("sightline.storage.endpoint"));
    }

    @Test
    void aBucketThatEverybodyMayReadAndNoPageMaySendToIsFound() throws Exception {
        Files.createDirectories(folder.resolve("open"));
        var server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(folder.toString()))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        server.start();
        try {
            var found = wrong(Map.of(
                    "sightline.storage.endpoint", "http://127.0.0.1:" + server.getPort(),
                    "sightline.storage.bucket", "open",
                    "sightline.storage.access-key", "any",
                    "sightline.storage.secret-key", "any"));

            assertThat(found).anySatisfy(words -> assertThat(words).contains("without any credentials"));
            assertThat(found).anySatisfy(words -> assertThat(words)
                    .contains("http://localhost:8080 may not send pictures")
                    .contains("AllowedOrigins"));
        } finally {
            server.stop();
        }
    }
}
