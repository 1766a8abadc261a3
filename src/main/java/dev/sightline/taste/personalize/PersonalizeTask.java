package dev.sightline.taste.personalize;

import dev.sightline.aws.AwsException;
import dev.sightline.aws.BackOff;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.taste.personalize.Setup.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Goes on with a setup at the service until it is made, removed, or has failed.
@ApplicationScoped
class PersonalizeTask implements QueuedTask {

    static final String NAME = "personalize";

    private static final Logger LOG = Logger.getLogger(PersonalizeTask.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    /// Of what passes: how many times the first wait.
    private static final int LONGEST = 60;

    /// What takes long is looked at less often, but at least once in so many times the first wait.
    private static final int LONGEST_POLL = 12;

    private static final int OF_ITS_AGE = 4;

    private final PersonalizeRepository repository;
    private final Provisioning provisioning;
    private final PersonalizeConfig config;

    PersonalizeTask(PersonalizeRepository repository, Provisioning provisioning, PersonalizeConfig config) {
        this.repository = repository;
        this.provisioning = provisioning;
        this.config = config;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// @param piece the id of a setup
    @Override
    public Outcome attempt(String piece) {
        var until = Instant.now().plus(ATTEMPT);
        while (true) {
            var setup = repository.find(UUID.fromString(piece)).orElse(null);
            if (setup == null || setup.failure() != null) {
                return new Outcome.Finished();
            }
            try {
                switch (provisioning.advance(setup)) {
                    case DONE -> {
                        return new Outcome.Finished();
                    }
                    case WAIT -> {
                        return new Outcome.Postponed(Instant.now().plus(poll(setup)));
                    }
                    case GO_ON -> {}
                }
            } catch (AwsException e) {
                if (!isPassing(e)) {
                    fail(setup, e.getMessage());
                    return new Outcome.Finished();
                }
                return later(setup, e.getMessage());
            } catch (RuntimeException e) {
                LOG.errorf(e, "The setup %s at Amazon Personalize goes on later", piece);
                return later(setup, "Something unexpected went wrong (%s). The log says more.".formatted(e));
            }
            if (Instant.now().isAfter(until)) {
                return new Outcome.Postponed(Instant.now());
            }
        }
    }

    /// Whatever is being changed at the service is in use for that long, and cannot be changed or removed.
    private static boolean isPassing(AwsException e) {
        return e.isPassing() || e.is("ResourceInUseException");
    }

    private void fail(Setup setup, String why) {
        LOG.errorf("The setup %s at Amazon Personalize failed: %s", setup.id(), why);
        if (setup.state() == State.BUILDING) {
            repository.fail(setup, setup.next().orElseThrow(), why);
        } else {
            repository.fail(setup, why);
        }
    }

    private Outcome later(Setup setup, String why) {
        LOG.warnf("The setup %s at Amazon Personalize goes on later: %s", setup.id(), why);
        repository.delay(setup, why);
        var wait = new BackOff(config.poll(), config.poll().multipliedBy(LONGEST)).after(setup.delays() + 1);
        return new Outcome.Postponed(Instant.now().plus(wait));
    }

    /// A quarter of the time that it has taken so far.
    private Duration poll(Setup setup) {
        var step = setup.state() == State.ENDING ? setup.last() : setup.next();
        var age =
                Duration.between(step.orElseThrow().changedAt(), Instant.now()).dividedBy(OF_ITS_AGE);
        var longest = config.poll().multipliedBy(LONGEST_POLL);
        return age.compareTo(config.poll()) < 0 ? config.poll() : age.compareTo(longest) > 0 ? longest : age;
    }
}
