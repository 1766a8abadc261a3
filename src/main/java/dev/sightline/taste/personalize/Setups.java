package dev.sightline.taste.personalize;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.taste.TasteConfig;
import dev.sightline.taste.TasteConfig.Provider;
import dev.sightline.taste.personalize.PersonalizeRepository.Amount;
import dev.sightline.taste.personalize.PersonalizeRepository.Deletion;
import dev.sightline.taste.personalize.Setup.State;
import dev.sightline.taste.personalize.Setup.Step;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Has the service set up for the styles in use, after somebody agreed to what that costs; removes it again; says how
/// far all of it is.
@ApplicationScoped
class Setups {

    /// What the service wants at least, to train with.
    static final int INTERACTIONS = 1000;

    static final int PEOPLE = 25;

    private final PersonalizeRepository repository;
    private final Collections collections;
    private final PersonalizeConfig config;
    private final TasteConfig taste;
    private final JobQueue queue;

    Setups(
            PersonalizeRepository repository,
            Collections collections,
            PersonalizeConfig config,
            TasteConfig taste,
            JobQueue queue) {
        this.repository = repository;
        this.collections = collections;
        this.config = config;
        this.taste = taste;
        this.queue = queue;
    }

    /// How it is.
    ///
    /// @param enabled whether the settings name the service as provider of taste
    /// @param missing why nothing can be started now, as a sentence, or null
    /// @param cost    of what would be started now
    /// @param setups  those that there are, the earliest first
    /// @param deletions of people that are under way
    /// @param troubles why people could not be deleted
    @RegisterForReflection
    record Overview(
            boolean enabled, String missing, Cost cost, List<SetupView> setups, int deletions, List<String> troubles) {}

    /// @param current whether it is for the styles in use
    /// @param failure why it goes on no more, or null
    /// @param delay   why it is tried again later, or null
    @RegisterForReflection
    record SetupView(
            UUID id,
            SetupState state,
            boolean current,
            String failure,
            String delay,
            Instant agreedAt,
            Instant activeAt,
            List<StepView> steps) {}

    @RegisterForReflection
    enum SetupState {
        @JsonProperty("building")
        BUILDING,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("ending")
        ENDING
    }

    /// @param arn what the service calls it, or null
    /// @param at  since when it is so
    @RegisterForReflection
    record StepView(String kind, String name, String arn, StepState state, Instant at) {}

    @RegisterForReflection
    enum StepState {
        @JsonProperty("planned")
        PLANNED,
        @JsonProperty("making")
        MAKING,
        @JsonProperty("made")
        MADE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("removing")
        REMOVING,
        @JsonProperty("removed")
        REMOVED
    }

    Overview overview() {
        var amount = repository.amount(collections.library());
        return new Overview(enabled(), missing(amount), Cost.of(amount, config), setups(), deletions(), troubles());
    }

    /// Those that there are, the earliest first.
    List<SetupView> setups() {
        var clustering = repository.clustering(collections.library()).orElse(null);
        return repository.setups(collections.library()).stream()
                .map(setup -> view(setup, clustering))
                .toList();
    }

    /// How many people are being deleted.
    int deletions() {
        return (int) repository.deletions().stream()
                .filter(deletion -> deletion.failure() == null)
                .count();
    }

    /// Why people could not be deleted.
    List<String> troubles() {
        return repository.deletions().stream()
                .map(Deletion::failure)
                .filter(Objects::nonNull)
                .toList();
    }

    boolean enabled() {
        return taste.provider() == Provider.PERSONALIZE;
    }

    private static SetupView view(Setup setup, UUID clustering) {
        return new SetupView(
                setup.id(),
                SetupState.valueOf(setup.state().name()),
                setup.clustering().equals(clustering),
                setup.failure(),
                setup.delay(),
                setup.agreedAt(),
                setup.activeAt(),
                setup.steps().stream().map(Setups::view).toList());
    }

    private static StepView view(Step step) {
        return new StepView(
                step.kind().code(),
                step.kind().words(),
                step.arn(),
                StepState.valueOf(step.state().name()),
                step.changedAt());
    }

    /// What there is too little of, as a sentence, or null.
    private static String missing(Amount amount) {
        var missing = new ArrayList<String>();
        if (amount.interactions() < INTERACTIONS) {
            missing.add("%s; %,d are missing"
                    .formatted(
                            Phrases.count(amount.interactions(), "interaction", "interactions"),
                            INTERACTIONS - amount.interactions()));
        }
        if (amount.people() < PEOPLE) {
            missing.add("%s with two or more; %,d are missing"
                    .formatted(Phrases.count(amount.people(), "person", "people"), PEOPLE - amount.people()));
        }
        return missing.isEmpty()
                ? null
                : "Amazon Personalize trains with %,d interactions of %d people or more, two of each at least. There are %s."
                        .formatted(INTERACTIONS, PEOPLE, String.join(", and ", missing));
    }

    /// Has it set up for the styles in use, in the place of what there is, if anything. Before, nothing is paid for.
    ///
    /// @param agreed to what it costs
    /// @throws ProblemException 409 the settings name another provider, there are no styles or too little data, or
    ///     another one is being made; 422 nobody agreed
    Overview start(boolean agreed) {
        if (!enabled()) {
            throw new ProblemException(
                    409,
                    "personalize-off",
                    "Amazon Personalize is not the provider of taste. Set sightline.taste.provider to personalize, then"
                            + " start Sightline again.");
        }
        long library = collections.library();
        var clustering = repository
                .clustering(library)
                .orElseThrow(() -> new ProblemException(
                        409,
                        "no-styles",
                        "Amazon Personalize ranks styles, and there are none. Have them found first."));
        var amount = repository.amount(library);
        var missing = missing(amount);
        if (missing != null) {
            throw new ProblemException(409, "too-little-data", missing);
        }
        if (!agreed) {
            throw new ProblemException(
                    422, "cost-not-agreed", Cost.of(amount, config).words() + " Agree to it, or leave it.");
        }
        var id = Ids.next();
        if (!repository.begin(id, library, clustering)) {
            throw new ProblemException(
                    409,
                    "personalize-under-way",
                    "It is being set up already. Wait until it is there, or have it removed first.");
        }
        queue.hurry(PersonalizeTask.NAME, id.toString());
        return overview();
    }

    /// Goes on with what failed.
    ///
    /// @throws ProblemException 409 nothing has failed
    Overview retry() {
        var failed = repository.setups(collections.library()).stream()
                .filter(setup -> setup.failure() != null)
                .toList();
        var people = repository.deletions().stream()
                .filter(deletion -> deletion.failure() != null)
                .toList();
        if (failed.isEmpty() && people.isEmpty()) {
            throw new ProblemException(
                    409, "nothing-failed", "Nothing at Amazon Personalize is waiting to be retried.");
        }
        failed.forEach(setup -> {
            repository.retry(setup);
            queue.hurry(PersonalizeTask.NAME, setup.id().toString());
        });
        repository.retryDeletions();
        repository
                .deletions()
                .forEach(
                        deletion -> queue.hurry(DeletionTask.NAME, deletion.id().toString()));
        return overview();
    }

    /// Has everything removed that was made at the service, what is half made included.
    Overview tearDown() {
        for (var setup : repository.setups(collections.library())) {
            if (setup.state() != State.ENDING || setup.failure() != null) {
                repository.end(setup);
            }
            queue.hurry(PersonalizeTask.NAME, setup.id().toString());
        }
        return overview();
    }
}
