package dev.sightline.standalone;

import dev.sightline.Ports;
import dev.sightline.StartException;
import dev.sightline.standalone.PostgresPrograms.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// A PostgreSQL of our own on the loopback address. Our role is no superuser, and the superuser cannot sign in at all.
final class Postgres {

    private static final Logger LOG = Logger.getLogger(Postgres.class);
    private static final long LOG_LIMIT = 10L << 20;

    /// What the log says when children of a killed server have yet to notice, and when another program took the port.
    private static final Pattern PASSING = Pattern.compile("pre-existing shared memory block|Address already in use");

    private static final int ATTEMPTS = 40;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String SECONDS_TO_START = "600";
    private static final String SECONDS_TO_STOP = "120";

    private final DataDirectory directory;
    private final Path cluster;
    private final PostgresPrograms programs;
    private int port;

    private Postgres(DataDirectory directory) {
        this.directory = directory;
        this.cluster = directory.postgres();
        this.programs = PostgresPrograms.in(PostgresBinaries.in(directory.binaries()));
    }

    static Postgres start(DataDirectory directory) {
        Postgres postgres = new Postgres(directory);
        try {
            postgres.prepare();
            postgres.launch();
        } catch (IOException | UncheckedIOException e) {
            throw new StartException("PostgreSQL could not be started in " + postgres.cluster + " (" + e + ").", e);
        }
        return postgres;
    }

    Map<String, String> settings() {
        return Map.of(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + port + "/sightline",
                "quarkus.datasource.username",
                "sightline",
                "quarkus.datasource.password",
                directory.secrets().databasePassword());
    }

    void stop() {
        Result result = halt();
        if (!result.succeeded()) {
            LOG.errorf("PostgreSQL was not stopped; the next start will do so. %s", result.output());
        }
    }

    private void prepare() throws IOException {
        if (!Files.exists(cluster)) {
            create();
            return;
        }
        checkVersion();
        endOrphan();
        if (directory.secrets().fresh()) {
            single(
                    cluster,
                    "ALTER ROLE sightline PASSWORD '" + directory.secrets().databasePassword() + "';\n");
        }
    }

    /// Makes the cluster beside its place, so that one half made is never taken for a whole one.
    private void create() throws IOException {
        Path draft = cluster.resolveSibling("postgres.new");
        Disk.deleteAll(draft);
        need(
                "initdb",
                programs.run(
                        "initdb",
                        List.of(
                                "--pgdata",
                                draft.toString(),
                                "--username",
                                "postgres",
                                "--auth",
                                "trust",
                                "--encoding",
                                "UTF8",
                                "--locale",
                                "C",
                                "--locale-provider",
                                "builtin",
                                "--builtin-locale",
                                "C.UTF-8",
                                "--no-instructions")));
        single(draft, """
                CREATE ROLE sightline LOGIN PASSWORD '%s';
                CREATE DATABASE sightline OWNER sightline;
                """.formatted(directory.secrets().databasePassword()));
        Path access = draft.resolve("pg_hba.conf");
        Files.writeString(access, "host sightline sightline 127.0.0.1/32 scram-sha-256\n");
        Disk.forceFile(access);
        Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
        Disk.forceFolder(cluster.getParent());
    }

    /// Runs statements, one a line, without a server that anybody could connect to.
    private void single(Path where, String statements) {
        need(
                "postgres",
                programs.run(
                        "postgres",
                        List.of("--single", "-D", where.toString(), "-c", "exit_on_error=on", "postgres"),
                        statements));
    }

    private void checkVersion() throws IOException {
        String kept = Files.readString(cluster.resolve("PG_VERSION")).strip();
        String ours = programs.run("postgres", List.of("--version")).output().replaceAll("^\\D*", "");
        if (!ours.startsWith(kept + ".")) {
            throw new StartException("The data in " + cluster + " was written by PostgreSQL " + kept
                    + ", and this Sightline has PostgreSQL " + ours
                    + ", which cannot read it. Use the Sightline that wrote it,"
                    + " export with pg_dump, and import into a new data directory (--data).");
        }
    }

    /// A server that outlived its parent still writes into our files: it is stopped, and this is safe because the lock
    /// on the directory is ours.
    private void endOrphan() throws IOException {
        Postmaster left = Postmaster.of(cluster);
        switch (left.state()) {
            case GONE -> {}
            case STRANGER -> left.forget();
            case OURS -> {
                LOG.infof("Stopping the PostgreSQL (process %d) that an earlier Sightline left running", left.pid());
                need("pg_ctl", halt());
            }
            case UNCLEAR ->
                throw new StartException("Process " + left.pid() + " may be a PostgreSQL that still uses " + cluster
                        + ". If it is, stop it (kill -INT " + left.pid() + "); if it is not, delete " + left.file()
                        + ". Then start again.");
        }
    }

    private void launch() throws IOException {
        Path log = directory.postgresLog();
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        for (int attempt = 1; !attempt(log); attempt++) {
            String end = tail(log);
            if (attempt == ATTEMPTS || !PASSING.matcher(end).find()) {
                throw new StartException(
                        "PostgreSQL did not start in " + cluster + ". The end of " + log + " says why:\n" + end);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean attempt(Path log) {
        port = Ports.free();
        return programs.run(
                        "pg_ctl",
                        List.of(
                                "start",
                                "--silent",
                                "--wait",
                                "--timeout",
                                SECONDS_TO_START,
                                "--pgdata",
                                cluster.toString(),
                                "--log",
                                log.toString(),
                                "--options",
                                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                                        + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"))
                .succeeded();
    }

    private Result halt() {
        return programs.run(
                "pg_ctl",
                List.of(
                        "stop",
                        "--silent",
                        "--wait",
                        "--mode",
                        "fast",
                        "--timeout",
                        SECONDS_TO_STOP,
                        "--pgdata",
                        cluster.toString()));
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return lines.stream().skip(Math.max(0, lines.size() - 8)).collect(Collectors.joining("\n"));
    }

    private static void need(String program, Result result) {
        if (!result.succeeded()) {
            throw new StartException("PostgreSQL's " + program + " failed:\n" + result.output());
        }
    }
}
