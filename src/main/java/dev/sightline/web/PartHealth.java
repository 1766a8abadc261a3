package dev.sightline.web;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.jboss.logging.Logger;

/// Asks a part that Sightline cannot do without, for `/q/health/ready`. A feature that is such a part has one class:
/// ```java
/// @Readiness
/// @ApplicationScoped
/// class StorageHealth implements HealthCheck {
///     …
///     public HealthCheckResponse call() {
///         return PartHealth.of("storage", store::check);
///     }
/// }
/// ```
public final class PartHealth {

    /// Returns where the part works, and throws where it does not.
    @FunctionalInterface
    public interface Check {
        void run() throws Exception;
    }

    private static final Logger LOG = Logger.getLogger(PartHealth.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private PartHealth() {}

    /// Up, or down where the check throws or takes longer than three seconds. Why goes to the log: anybody may ask.
    public static HealthCheckResponse of(String part, Check check) {
        return of(part, check, PATIENCE);
    }

    static HealthCheckResponse of(String part, Check check, Duration patience) {
        FutureTask<Void> answer = new FutureTask<>(() -> {
            check.run();
            return null;
        });
        Thread.ofVirtual().name(part + "-health").start(answer);
        try {
            answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return HealthCheckResponse.up(part);
        } catch (ExecutionException e) {
            LOG.warnf("%s does not work: %s", part, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            LOG.warnf("%s did not answer within %s", part, patience);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
        }
        return HealthCheckResponse.down(part);
    }
}
