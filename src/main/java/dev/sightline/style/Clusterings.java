package dev.sightline.style;

import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.style.Clustering.State;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// Has the styles of the library found, and says how far that is and how well they still fit.
@ApplicationScoped
class Clusterings {

    /// Fewer pictures have no styles.
    static final int FEWEST = 10;

    /// The same library gives the same styles.
    private static final long SEED = 1;

    private final ClusteringRepository repository;
    private final Collections collections;
    private final Generations generations;
    private final StyleConfig config;
    private final JobQueue queue;

    Clusterings(
            ClusteringRepository repository,
            Collections collections,
            Generations generations,
            StyleConfig config,
            JobQueue queue) {
        this.repository = repository;
        this.collections = collections;
        this.generations = generations;
        this.config = config;
        this.queue = queue;
    }

    /// Has the styles of the library found, beside those in use. One that failed before is given up.
    ///
    /// @param k how many, or null: as many as there seem to be
    /// @throws ProblemException 409 styles are being found already, or there are too few pictures,
    ///     422 there are fewer pictures than styles
    Progress start(Integer k) {
        var generation = generations.active();
        int pictures = repository.countImages(collections.library(), generation);
        if (pictures < FEWEST) {
            throw new ProblemException(
                    409,
                    "too-few-pictures",
                    "Styles are found among %d pictures or more. There are %d.".formatted(FEWEST, pictures));
        }
        if (k != null && k > pictures) {
            throw new ProblemException(
                    422, "too-many-styles", "There are %d pictures: ask for fewer styles.".formatted(pictures));
        }
        if (!begin(collections.library(), generation, k)) {
            throw new ProblemException(
                    409, "styles-under-way", "Styles are being found already. Wait until they are there.");
        }
        return progress().orElseThrow();
    }

    private boolean begin(long collection, Generation generation, Integer k) {
        boolean begun = repository
                .begin(Ids.next(), collection, generation, k, SEED, config.sample())
                .isPresent();
        if (begun) {
            queue.hurry(ClusteringTask.NAME, String.valueOf(collection));
        }
        return begun;
    }

    /// Has the first styles found, once there are enough pictures and no more are being taken in. Others are only found
    /// when somebody asks for them.
    void startFirst() {
        long library = collections.library();
        var generation = generations.active();
        if (from() != null
                && repository.active(library).isEmpty()
                && repository.underWay(library).isEmpty()
                && repository.countImages(library, generation) >= from()
                && repository.isSettled(library)) {
            begin(library, generation, null);
        }
    }

    /// Finds styles again by the generation that searches go by, unless that is being done or has failed.
    void follow(Clustering inUse) {
        var generation = generations.active();
        boolean tried = repository
                .underWay(inUse.collection())
                .filter(clustering -> clustering.generation() == generation.id())
                .isPresent();
        if (!tried && repository.countImages(inUse.collection(), generation) >= FEWEST) {
            begin(inUse.collection(), generation, inUse.givenK());
        }
    }

    /// How many pictures there have to be until styles are found without being asked for, or null if they never are.
    Integer from() {
        return config.from() > 0 ? Math.max(config.from(), FEWEST) : null;
    }

    /// Goes on with what failed.
    ///
    /// @throws ProblemException 409 nothing has failed
    Progress retry() {
        long library = collections.library();
        var failed = repository.underWay(library).filter(clustering -> clustering.failure() != null);
        repository.goOn(failed.orElseThrow(
                        () -> new ProblemException(409, "nothing-failed", "No styles are waiting to be retried."))
                .id());
        queue.hurry(ClusteringTask.NAME, String.valueOf(library));
        return progress().orElseThrow();
    }

    /// The clustering in use.
    Optional<Clustering> inUse() {
        return repository.active(collections.library());
    }

    /// The numbers of styles that were tried for it; none if a person gave the number.
    List<Candidate> tried(Clustering clustering) {
        return repository.candidates(clustering.id());
    }

    Drift drift(Clustering inUse) {
        return Drift.of(inUse.distance(), repository.late(inUse.id()));
    }

    /// How far the styles are that are being found, or that failed to be.
    Optional<Progress> progress() {
        return repository.underWay(collections.library()).map(this::progress);
    }

    private Progress progress(Clustering clustering) {
        int total = total(clustering);
        return new Progress(
                clustering.state(), clustering.k(), Math.min(done(clustering), total), total, clustering.failure());
    }

    private int done(Clustering clustering) {
        return switch (clustering.state()) {
            case CHOOSING -> repository.candidates(clustering.id()).size();
            case FITTING -> repository.starts(clustering.id());
            case ASSIGNING, ACTIVE -> repository.assigned(clustering.id());
        };
    }

    private int total(Clustering clustering) {
        return switch (clustering.state()) {
            case CHOOSING -> Choice.numbers(repository.sampleSize(clustering)).size();
            case FITTING -> ClusteringTask.STARTS;
            case ASSIGNING, ACTIVE ->
                generations
                        .find(clustering.generation())
                        .map(Stage::generation)
                        .map(generation -> repository.countImages(clustering.collection(), generation))
                        .orElse(0);
        };
    }

    /// How far it is.
    ///
    /// @param k       how many styles there are to be, or null until that is chosen
    /// @param done    numbers tried, starts made, or pictures put into styles
    /// @param failure why it goes on no more, or null
    record Progress(State state, Integer k, int done, int total, String failure) {}
}
