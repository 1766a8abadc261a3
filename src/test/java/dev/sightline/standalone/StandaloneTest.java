package dev.sightline.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Ports;
import dev.sightline.Serving;
import dev.sightline.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneTest {

    /// One for all tests: the first start, which unpacks and creates, takes seconds.
    @TempDir
    private static Path data;

    private final Standalone servers = new Standalone();

    @AfterEach
    void stop() {
        servers.stop();
    }

    @Test
    void whatWasWrittenIsThereAfterASecondStart() throws Exception {
        Map<String, String> first = start();
        Database.execute(first, "CREATE TABLE kept AS SELECT 'ještě tady' AS word");
        servers.stop();

        Map<String, String> second = start();

        assertThat(Database.ask(second, "SELECT word FROM kept")).isEqualTo("ještě tady");
        for (String secret : new String[] {"quarkus.datasource.password", "sightline.storage.secret-key"}) {
            assertThat(second).containsEntry(secret, first.get(secret));
        }
    }

    @Test
    void theDatabaseIsDurableAndSpeaksUnicodeEverywhereAlike() throws Exception {
        Map<String, String> settings = start();

        assertThat(Database.ask(settings, "SHOW fsync")).isEqualTo("on");
        assertThat(Database.ask(settings, "SHOW synchronous_commit")).isEqualTo("on");
        assertThat(Database.ask(settings, "SHOW full_page_writes")).isEqualTo("on");
        assertThat(Database.ask(settings, "SELECT lower('ŽLUŤOUČKÝ')")).isEqualTo("žluťoučký");
        assertThat(Database.ask(settings, "SELECT to_tsvector('simple', 'Žluťoučký kůň')::text"))
                .isEqualTo("'kůň':2 'žluťoučký':1");
    }

    @Test
    void nobodyElseGetsIn() throws Exception {
        Map<String, String> settings = start();
        String url = settings.get("quarkus.datasource.jdbc.url");

        assertThat(Database.ask(settings, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(Path.of("/tmp/.s.PGSQL." + url.replaceAll(".*:(\\d+)/.*", "$1")))
                .doesNotExist();
        assertThat(Database.ask(settings, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                .isEqualTo("f");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url, "sightline", "wrong"))
                .withMessageContaining("password");
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url, "postgres", ""));
        for (String secret : new String[] {"secrets.properties", "postgres.log"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
        for (String secret : new String[] {"postgres", "objects"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void onlyWhatIsWantedIsStarted() {
        assertThat(servers.start(EnumSet.of(Kind.STORAGE), serving(0, 0)))
                .containsKey("sightline.data")
                .allSatisfy((name, _) -> assertThat(name).matches("sightline\\.(data|storage\\..+)"));
        servers.stop();
        assertThat(servers.start(EnumSet.of(Kind.DATABASE), serving(0, 0)))
                .allSatisfy((name, _) -> assertThat(name).matches("sightline\\.data|quarkus\\.datasource\\..+"));
    }

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();

            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> servers.start(EnumSet.allOf(Kind.class), serving(port, 0)))
                    .withMessageContaining("Port " + port)
                    .withMessageContaining("--port");
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> servers.start(EnumSet.allOf(Kind.class), serving(0, port)))
                    .withMessageContaining("Port " + port)
                    .withMessageContaining("--storage-port");
        }
        int port = Ports.free();
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> servers.start(EnumSet.allOf(Kind.class), serving(port, port)))
                .withMessageContaining("both " + port);
        assertThat(start()).isNotEmpty();
    }

    @Test
    void dataOfAnotherPostgresIsLeftAlone() throws Exception {
        start();
        servers.stop();
        Path version = data.resolve("postgres/PG_VERSION");
        String ours = Files.readString(version);
        Files.writeString(version, "16\n");

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(this::start)
                .withMessageContaining("PostgreSQL 16")
                .withMessageContaining("pg_dump");

        Files.writeString(version, ours);
        assertThat(start()).isNotEmpty();
    }

    @Test
    void aPidFileWhoseNumberHasGoneToAnotherProgramIsNoObstacle() throws Exception {
        start();
        servers.stop();
        Path pidFile = data.resolve("postgres/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n" + data.resolve("postgres") + "\n");

        assertThat(Database.ask(start(), "SELECT 1")).isEqualTo("1");
    }

    @Test
    void newSecretsAreDrawnWhereTheOldOnesWereDeleted() throws Exception {
        String old = start().get("quarkus.datasource.password");
        servers.stop();
        Files.delete(data.resolve("secrets.properties"));

        Map<String, String> settings = start();

        assertThat(settings.get("quarkus.datasource.password")).isNotEqualTo(old);
        assertThat(Database.ask(settings, "SELECT 1")).isEqualTo("1");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createTempFile(data, "no-directory", "");

        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> servers.start(Set.of(Kind.STORAGE), new Serving(file, "127.0.0.1", 0, 0)))
                .withMessageContaining(file.toString())
                .withMessageContaining("--data");
    }

    private Map<String, String> start() {
        return servers.start(EnumSet.allOf(Kind.class), serving(0, 0));
    }

    private static Serving serving(int port, int storagePort) {
        return new Serving(data, "127.0.0.1", port, storagePort);
    }
}
