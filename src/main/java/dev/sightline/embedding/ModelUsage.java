package dev.sightline.embedding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// What services were asked that are paid for by what they are asked: by days of UTC in PostgreSQL, and as metrics
/// of this process.
@ApplicationScoped
public class ModelUsage implements UsageMeter {

    private static final Logger LOG = Logger.getLogger(ModelUsage.class);

    private final Jdbi jdbi;
    private final MeterRegistry metrics;

    ModelUsage(Jdbi jdbi, MeterRegistry metrics) {
        this.jdbi = jdbi;
        this.metrics = metrics;
    }

    /// @param model under which usage is counted, of all its dimensions
    public record Amount(String model, long requests, long images, long tokens) {}

    /// A vector that is there is not lost because it cannot be counted.
    @Override
    public void answered(String usage, int images, long tokens) {
        count("sightline.embedding.requests", "Requests that a service of models answered", usage, 1);
        count("sightline.embedding.images", "Pictures that a service was sent", usage, images);
        count("sightline.embedding.tokens", "Tokens of texts that a service was sent", usage, tokens);
        try {
            jdbi.useHandle(handle -> handle.createUpdate("""
                            insert into model_usage (day, model, requests, images, tokens)
                            values (:day, :model, 1, :images, :tokens)
                            on conflict (day, model) do update set requests = model_usage.requests + 1,
                                images = model_usage.images + excluded.images, tokens = model_usage.tokens + excluded.tokens
                            """)
                    .bind("day", LocalDate.now(ZoneOffset.UTC))
                    .bind("model", usage)
                    .bind("images", images)
                    .bind("tokens", tokens)
                    .execute());
        } catch (RuntimeException e) {
            LOG.warnf(e, "A request to %s is not counted", usage);
        }
    }

    @Override
    public void failed(String usage, String code) {
        metrics.counter("sightline.embedding.failures", "model", usage, "code", code)
                .increment();
    }

    private void count(String name, String description, String usage, long amount) {
        Counter.builder(name)
                .description(description)
                .tag("model", usage)
                .register(metrics)
                .increment(amount);
    }

    /// From a day on, by models.
    public List<Amount> since(LocalDate day) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select model, sum(requests) as requests, sum(images) as images, sum(tokens) as tokens
                        from model_usage where day >= :day group by model order by model
                        """)
                .bind("day", day)
                .map((row, _) -> new Amount(
                        row.getString("model"), row.getLong("requests"), row.getLong("images"), row.getLong("tokens")))
                .list());
    }
}
