package dev.sightline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightline.EmbeddedServers.Kind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServingTest {

    private static final String DATABASE = "quarkus.datasource.jdbc.url";
    private static final String ENDPOINT = "sightline.storage.endpoint";
    private static final String BUCKET = "sightline.storage.bucket";

    @AfterEach
    void forget() {
        System.clearProperty(DATABASE);
        System.clearProperty(ENDPOINT);
        System.clearProperty(BUCKET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void anAddressThatOthersReachIsRefused(String host) {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> Main.serve(new Serving(Path.of("untouched"), host, 0, 0)))
                .withMessageContaining(host)
                .withMessageContaining("no accounts yet");
        assertThat(Path.of("untouched")).doesNotExist();
    }

    @Test
    void onlyWhatTheSettingsDoNotNameIsMissing() {
        assertThat(ExternalServers.missing()).containsExactlyInAnyOrder(Kind.DATABASE, Kind.STORAGE);

        System.setProperty(DATABASE, "jdbc:postgresql://db.example/sightline");
        assertThat(ExternalServers.missing()).containsExactly(Kind.STORAGE);

        System.setProperty(ENDPOINT, "http://s3.example");
        assertThat(ExternalServers.missing()).isEmpty();
    }

    @Test
    void aBucketAloneIsABucketAtAmazon() {
        System.setProperty(BUCKET, "pictures");
        assertThat(ExternalServers.missing()).containsExactly(Kind.DATABASE);
    }

    /// The native executable is such a program: the class path of this test without its services.
    @Test
    void aProgramWithoutServersInsideSaysWhichSettingsItNeeds() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> OwnServers.start(
                            EnumSet.allOf(Kind.class), new Serving(Path.of("untouched"), "127.0.0.1", 0, 0)))
                    .withMessageContaining("QUARKUS_DATASOURCE_JDBC_URL")
                    .withMessageContaining("SIGHTLINE_STORAGE_BUCKET");
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    @Test
    void theProgramForTheJvmHasThemInside() {
        assertThat(ServiceLoader.load(EmbeddedServers.class)).hasSize(1);
    }
}
