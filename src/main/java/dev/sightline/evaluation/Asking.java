package dev.sightline.evaluation;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.evaluation.EvaluationRepository.Open;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.TextVectors;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.WordVectors;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import dev.sightline.search.Entry;
import dev.sightline.search.Method;
import dev.sightline.search.Scope;
import dev.sightline.search.Search;
import dev.sightline.search.Search.Inspected;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Asks the queries of an evaluation, some seconds of work at a time. What each has found is in PostgreSQL at once, so
/// that it can be killed at any moment.
@ApplicationScoped
class Asking implements QueuedTask {

    static final String NAME = "evaluation";

    private static final Logger LOG = Logger.getLogger(Asking.class);
    private static final Duration PIECE = Duration.ofSeconds(5);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);
    private static final Duration PAUSE_FOR_OTHERS = Duration.ofSeconds(1);
    private static final int BATCH = 20;

    /// As many results as a comparison shows.
    private static final int KEPT = 20;

    private final EvaluationRepository repository;
    private final Generations generations;
    private final VectorRepository vectors;
    private final WordVectors words;
    private final TextVectors texts;
    private final Search search;

    Asking(
            EvaluationRepository repository,
            Generations generations,
            VectorRepository vectors,
            WordVectors words,
            TextVectors texts,
            Search search) {
        this.repository = repository;
        this.generations = generations;
        this.vectors = vectors;
        this.words = words;
        this.texts = texts;
        this.search = search;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Outcome attempt(String piece) {
        var id = UUID.fromString(piece);
        try {
            return work(id, Instant.now().plus(PIECE));
        } catch (ProblemException e) {
            if (e instanceof EmbeddingException failure && failure.isPassing()) {
                LOG.warnf("Evaluation %s goes on later: %s", id, e.getMessage());
                return new Outcome.Postponed(Instant.now().plus(PAUSE_AFTER_FAILURE));
            }
            repository.fail(id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "Evaluation %s failed", id);
            repository.fail(id, "Something unexpected went wrong (%s). The log says more.".formatted(e));
        }
        return new Outcome.Finished();
    }

    private Outcome work(UUID id, Instant until) {
        var task = repository.task(id);
        if (task.isEmpty()) {
            return new Outcome.Finished();
        }
        var stage = generations.find(task.get().generation());
        if (stage.isEmpty()) {
            repository.fail(id, "The model that the queries were to be asked with was dropped.");
            return new Outcome.Finished();
        }
        var scope = new Scope(
                task.get().collection(),
                stage.get().generation(),
                task.get().person(),
                task.get().method(),
                task.get().against());
        if (isHalfSeen(stage.get()) || isHalfRead(scope)) {
            return awaited(id, stage.get());
        }
        for (var open = repository.open(id, BATCH); !open.isEmpty(); open = repository.open(id, BATCH)) {
            open.forEach(query -> ask(id, query, scope));
            if (Instant.now().isAfter(until)) {
                return new Outcome.Postponed(Instant.now());
            }
        }
        finish(id);
        return new Outcome.Finished();
    }

    /// Whether some pictures are still to be seen. What the generation that searches use lacks is being repaired, and
    /// its searches do not wait for that either.
    private boolean isHalfSeen(Stage stage) {
        return stage.state() != State.ACTIVE
                && !vectors.missing(stage.generation(), 1).isEmpty();
    }

    /// Whether some of the words that are searched are still to be read.
    private boolean isHalfRead(Scope scope) {
        return scope.generation().kind() == Kind.TEXT
                ? texts.isUnreadAny(scope.generation(), scope.collection())
                : scope.against() != Kind.IMAGE && words.isUnreadAny(scope.generation(), scope.collection());
    }

    /// Measured half-way it would be worth nothing, and what nobody completes is not waited for.
    private Outcome awaited(UUID id, Stage stage) {
        if (stage.isKeptComplete()) {
            return new Outcome.Postponed(Instant.now().plus(PAUSE_FOR_OTHERS));
        }
        long generation = stage.generation().id();
        repository.fail(
                id,
                stage.state() == State.RETIRED
                        ? "Generation %d was retired before it had all vectors. Have its model used again, and evaluate again."
                                .formatted(generation)
                        : "Generation %d was paused before it had all vectors. Resume it, and evaluate again."
                                .formatted(generation));
        return new Outcome.Finished();
    }

    private void ask(UUID id, Open open, Scope scope) {
        var query = open.query();
        long start = System.nanoTime();
        var found = search.inspect(query.text(), scope);
        long micros = (System.nanoTime() - start) / 1000;
        var result = QueryResult.of(found.ranked(), query, micros, scope.method() != Method.RECIPROCAL_RANK);
        var first =
                found.ranked().entries().stream().map(Entry::image).limit(KEPT).toList();
        repository.answer(id, open.place(), first, result, curve(found, query, scope.method()));
    }

    /// Only searches that compare, and by all that there is, can tell how settings should be.
    private static Curve curve(Inspected found, LabelledQuery query, Method method) {
        return method == Method.HYBRID && found.judged() != null
                ? Curve.of(found.judged(), query.grades().keySet())
                : null;
    }

    private void finish(UUID id) {
        var results = repository.answered(id).stream()
                .map(EvaluationRepository.Answered::result)
                .toList();
        repository.finish(id, EvaluationReport.of(results, Tuning.of(repository.curves(id))));
    }
}
