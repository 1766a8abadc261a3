package dev.sightline.style;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.style.ClusteringRepository.Named;
import dev.sightline.style.ClusteringRepository.Unassigned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/// Finds the styles of a collection, and gives new images theirs, some seconds of work at a time. What is done is in
/// PostgreSQL after each step, so that it can be killed at any moment.
@ApplicationScoped
class ClusteringTask implements QueuedTask {

    static final String NAME = "styles";

    private static final Logger LOG = Logger.getLogger(ClusteringTask.class);
    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    /// Before the first of all ids.
    private static final UUID NONE = new UUID(0, 0);

    /// Starts of k-means, of which the best is taken.
    static final int STARTS = 5;

    private static final int ITERATIONS = 100;

    /// Images that numbers of styles are tried on.
    private static final int TRIED_ON = 4000;

    /// Images that are given their styles at once: some megabytes of vectors.
    private static final int BATCH = 2000;

    private final ClusteringRepository repository;
    private final StyleRepository styles;
    private final StyleNames names;
    private final Generations generations;

    ClusteringTask(ClusteringRepository repository, StyleRepository styles, StyleNames names, Generations generations) {
        this.repository = repository;
        this.styles = styles;
        this.names = names;
        this.generations = generations;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// @param piece the collection
    @Override
    public Outcome attempt(String piece) {
        try {
            return work(Long.parseLong(piece), Instant.now().plus(ATTEMPT));
        } catch (EmbeddingException e) {
            LOG.warnf("Styles are named later: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "New images of collection %s are given their styles later", piece);
        }
        return new Outcome.Postponed(Instant.now().plus(PAUSE_AFTER_FAILURE));
    }

    private Outcome work(long collection, Instant until) {
        boolean left =
                repository.active(collection).map(inUse -> assign(inUse, until)).orElse(false);
        while (!left) {
            var underWay = repository.underWay(collection).filter(clustering -> clustering.failure() == null);
            if (underWay.isEmpty()) {
                return new Outcome.Finished();
            }
            advanceOrFail(underWay.get(), until);
            left = Instant.now().isAfter(until);
        }
        return new Outcome.Postponed(Instant.now());
    }

    /// Whoever is given up meanwhile, for another, does not fail.
    private void advanceOrFail(Clustering clustering, Instant until) {
        try {
            advance(clustering, until);
        } catch (RuntimeException e) {
            if (e instanceof EmbeddingException failure && failure.isPassing()) {
                throw e;
            }
            if (repository.isThere(clustering.id())) {
                LOG.errorf(e, "Finding styles failed");
                repository.fail(
                        clustering.id(),
                        e instanceof EmbeddingException
                                ? e.getMessage()
                                : "Something unexpected went wrong (%s). The log says more.".formatted(e));
            }
        }
    }

    private void advance(Clustering clustering, Instant until) {
        var generation = generation(clustering);
        if (generation.isEmpty()) {
            repository.fail(clustering.id(), "The model whose vectors were compared was dropped.");
            return;
        }
        switch (clustering.state()) {
            case CHOOSING -> choose(clustering, generation.get());
            case FITTING -> fit(clustering, generation.get());
            case ASSIGNING -> {
                if (!assign(clustering, until)) {
                    activate(clustering, generation.get());
                }
            }
            case ACTIVE -> throw new IllegalStateException("in use already");
        }
    }

    private Optional<Generation> generation(Clustering clustering) {
        return generations.find(clustering.generation()).map(Stage::generation);
    }

    /// Tries the next number of styles, or chooses if all were tried.
    private void choose(Clustering clustering, Generation generation) {
        var tried = repository.candidates(clustering.id());
        var next = Choice.numbers(repository.sampleSize(clustering)).stream()
                .filter(k -> tried.stream().noneMatch(candidate -> candidate.k() == k))
                .findFirst();
        if (next.isEmpty()) {
            repository.choose(clustering.id(), Choice.of(tried));
            return;
        }
        var points = Points.of(repository.sample(clustering, generation, TRIED_ON));
        repository.add(clustering.id(), Trial.of(points, next.get(), clustering.seed()));
    }

    /// Runs the next start, or takes the best if all have run.
    private void fit(Clustering clustering, Generation generation) {
        int number = repository.starts(clustering.id());
        if (number == STARTS) {
            repository.fitted(clustering, generation.dimension());
            return;
        }
        var points = Points.of(repository.sample(clustering, generation, Integer.MAX_VALUE));
        var found = KMeans.fit(points, clustering.k(), clustering.seed() + number, ITERATIONS);
        repository.addStart(clustering.id(), number, found.distance(), found.centres());
    }

    /// @return whether there are more images without a style
    private boolean assign(Clustering clustering, Instant until) {
        var generation = generation(clustering);
        if (generation.isEmpty()) {
            return false;
        }
        var centroids = styles.centroids(clustering.id());
        var centres = Points.of(List.copyOf(centroids.values()));
        var compass = Compass.of(centres);
        var ids = List.copyOf(centroids.keySet());
        var last = NONE;
        for (var some = repository.unassigned(clustering, generation.get(), last, BATCH);
                !some.isEmpty();
                some = repository.unassigned(clustering, generation.get(), last, BATCH)) {
            assign(clustering, some, centres, compass, ids);
            last = some.getLast().image();
            if (Instant.now().isAfter(until)) {
                return true;
            }
        }
        return false;
    }

    private void assign(
            Clustering clustering, List<Unassigned> images, Points centres, Compass compass, List<UUID> styles) {
        var points = Points.of(images.stream().map(Unassigned::vector).toList());
        var found = Assignment.of(points, centres);
        repository.assign(
                clustering,
                images.stream().map(Unassigned::image).toList(),
                Arrays.stream(found.nearest()).mapToObj(styles::get).toList(),
                found.cosines(),
                bearings(points, found, compass));
    }

    private static float[] bearings(Points points, Assignment found, Compass compass) {
        var bearings = new float[points.size()];
        for (int i = 0; i < bearings.length; i++) {
            bearings[i] = compass.bearing(points, i, found.nearest()[i]);
        }
        return bearings;
    }

    private void activate(Clustering clustering, Generation generation) {
        var centroids = styles.centroids(clustering.id());
        var found = names.of(generation, List.copyOf(centroids.values()));
        var ids = List.copyOf(centroids.keySet());
        repository.activate(
                clustering,
                IntStream.range(0, found.size())
                        .mapToObj(i -> new Named(ids.get(i), found.get(i)))
                        .toList());
    }
}
