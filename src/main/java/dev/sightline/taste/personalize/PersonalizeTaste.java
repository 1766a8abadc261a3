package dev.sightline.taste.personalize;

import dev.sightline.account.Person;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.CircuitBreaker;
import dev.sightline.taste.Taste;
import dev.sightline.taste.Taste.Liking;
import dev.sightline.taste.TasteProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Typed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/// What Amazon Personalize says of the styles that somebody searches among, by one call; where it does not answer in
/// time, what is learned here.
@ApplicationScoped
@Typed(PersonalizeTaste.class)
public class PersonalizeTaste implements TasteProvider {

    private static final Logger LOG = Logger.getLogger(PersonalizeTaste.class);

    private final PersonalizeRepository repository;
    private final Items items;
    private final Personalize service;
    private final PersonalizeConfig config;
    private final MeterRegistry metrics;
    private final CircuitBreaker breaker;

    PersonalizeTaste(
            PersonalizeRepository repository,
            Items items,
            Personalize service,
            PersonalizeConfig config,
            MeterRegistry metrics) {
        this.repository = repository;
        this.items = items;
        this.service = service;
        this.config = config;
        this.metrics = metrics;
        this.breaker = new CircuitBreaker(config.breakerFailures(), config.breakerPause(), InstantSource.system());
    }

    @Override
    public Verdict judge(Taste local, Person person, long collection, Collection<UUID> styles) {
        var setup = repository.active(collection);
        if (setup.isEmpty()) {
            return instead(local, "unready", "Amazon Personalize is not set up.");
        }
        var known = items.ofStyles(setup.get(), styles);
        if (known.isEmpty()) {
            return instead(local, "unready", "Amazon Personalize knows none of these styles.");
        }
        var timer = Timer.start();
        try {
            var scores = breaker.ask(() -> service.ranking(
                    setup.get().arn(Kind.CAMPAIGN),
                    String.valueOf(person.id()),
                    known.values().stream()
                            .distinct()
                            .limit(Personalize.MOST_ITEMS)
                            .toList(),
                    config.timeout()));
            timer.stop(timer("answered"));
            return new Verdict(taste(local, styles, known, scores), Judge.PERSONALIZE);
        } catch (AwsException e) {
            if (e.is("CircuitOpen")) {
                return instead(
                        local, "not-asked", "Amazon Personalize did not answer before, and is asked again later.");
            }
            LOG.warnf("Searches follow what is learned here: %s", e.getMessage());
            return instead(
                    local,
                    "failed",
                    e.is("NoAnswer")
                            ? "Amazon Personalize did not answer in time."
                            : "Amazon Personalize refused to answer.");
        }
    }

    private Verdict instead(Taste local, String outcome, String why) {
        timer(outcome).record(Duration.ZERO);
        return new Verdict(local, Judge.instead(why));
    }

    private Timer timer(String outcome) {
        return Timer.builder("sightline.personalize.ranking")
                .description("Rankings that Amazon Personalize was to be asked for")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /// Scores add up to 1: with `n` of them, one that is like all others is `1/n`. As in the local model, a style that
    /// is liked like any other has 1/2:
    ///
    ///     score = n · s / (n · s + 1)
    ///
    /// What it does not know is neither liked nor avoided.
    private static Taste taste(
            Taste local, Collection<UUID> styles, Map<UUID, String> items, Map<String, Double> scores) {
        var likings = new HashMap<UUID, Liking>();
        for (var style : styles) {
            var score = scores.get(items.get(style));
            double share = score == null ? 1 : score * scores.size();
            var here = local.likings().get(style);
            likings.put(style, new Liking(share / (share + 1), here == null ? Map.of() : here.acts()));
        }
        return new Taste(likings);
    }
}
