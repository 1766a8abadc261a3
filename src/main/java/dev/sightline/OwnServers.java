package dev.sightline;

import dev.sightline.EmbeddedServers.Kind;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Embedded servers around a run of Quarkus: up before it starts, down after it has ended, however it is told to end.
final class OwnServers {

    private static final long SECONDS_TO_END = 60;

    private final EmbeddedServers servers;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean running;

    private OwnServers(EmbeddedServers servers) {
        this.servers = servers;
    }

    /// Starts the servers, with the settings by which Quarkus reaches them; they stop with this process.
    static OwnServers start(Set<Kind> missing, Serving serving) {
        OwnServers own = new OwnServers(find(missing));
        Runtime.getRuntime().addShutdownHook(new Thread(own::stop, "stop-servers"));
        own.servers.start(missing, serving).forEach(System::setProperty);
        return own;
    }

    /// Runs Quarkus to its end and returns its exit code. The servers stay until then.
    int around(Runnable quarkus) {
        AtomicInteger exitCode = new AtomicInteger();
        ApplicationLifecycleManager.setDefaultExitCodeHandler((code, _) -> exitCode.set(code));
        running = true;
        try {
            quarkus.run();
        } finally {
            ended.countDown();
        }
        return exitCode.get();
    }

    private void stop() {
        try {
            if (running && !ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println("Sightline did not end within " + SECONDS_TO_END
                        + " seconds; its database and object storage are stopped now.");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        servers.stop();
    }

    /// @throws StartException if this program has none inside
    static EmbeddedServers find(Set<Kind> missing) {
        return ServiceLoader.load(EmbeddedServers.class).findFirst().orElseThrow(() -> {
            StringBuilder message = new StringBuilder("This executable has no database and no object storage inside:"
                    + " it needs servers of yours, and these settings (environment or system properties) name them.");
            if (missing.contains(Kind.DATABASE)) {
                message.append("""

                          PostgreSQL  QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://HOST:5432/DATABASE
                                      QUARKUS_DATASOURCE_USERNAME, QUARKUS_DATASOURCE_PASSWORD""");
            }
            if (missing.contains(Kind.STORAGE)) {
                message.append("""

                          S3          SIGHTLINE_STORAGE_BUCKET
                                      SIGHTLINE_STORAGE_ENDPOINT=http://HOST:PORT (not for AWS)
                                      SIGHTLINE_STORAGE_ACCESS_KEY, SIGHTLINE_STORAGE_SECRET_KEY (or the AWS ways to give credentials)""");
            }
            return new StartException(message.toString());
        });
    }
}
