package dev.sightline.evaluation;

import dev.sightline.account.Person;
import dev.sightline.evaluation.EvaluationOrder.AskedQuery;
import dev.sightline.evaluation.EvaluationOrder.Relevant;
import dev.sightline.evaluation.EvaluationRepository.Answered;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.search.Search;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// How good the search is, by label sets: queries with what should be found for them.
@ApplicationScoped
class Evaluations {

    private static final int LISTED = 100;

    private final EvaluationRepository repository;
    private final RecordedLabels recorded;
    private final Collections collections;
    private final Generations generations;
    private final JobQueue queue;

    Evaluations(
            EvaluationRepository repository,
            RecordedLabels recorded,
            Collections collections,
            Generations generations,
            JobQueue queue) {
        this.repository = repository;
        this.recorded = recorded;
        this.collections = collections;
        this.generations = generations;
        this.queue = queue;
    }

    /// Has the queries asked.
    ///
    /// @throws ProblemException 404 there is no such set, 409 nothing was recorded to evaluate by, or there is
    ///     no generation of the model, 422 a label is of an image that cannot be found, or twice of the same
    Evaluation start(EvaluationOrder order, Person person) {
        long collection = order.set() == null
                ? collections.library()
                : collections.evaluation(order.set()).orElseThrow(() -> noSet(order.set()));
        var queries = order.queries() == null
                ? recorded.of(collection, person)
                : order.queries().stream().map(Evaluations::labelled).toList();
        if (queries.isEmpty()) {
            throw new ProblemException(
                    409,
                    "nothing-recorded",
                    "Nobody has opened, favoured or downloaded a result of a search yet, so there is nothing to "
                            + "evaluate by.");
        }
        requireImages(collection, queries);
        var generation = generation(order.model());
        var id = Ids.next();
        repository.insert(
                id,
                order.labels(),
                collection,
                generation,
                person,
                order.method(),
                searched(order, generation),
                queries);
        queue.enqueue(Asking.NAME, id.toString());
        return get(id);
    }

    /// Where the model sees no pictures, words are searched whatever was asked for.
    private static Kind searched(EvaluationOrder order, Generation generation) {
        return generation.kind() == Kind.TEXT ? Kind.TEXT : Kind.of(order.against());
    }

    /// One that is kept complete: the one that searches use, if a model has several.
    private Generation generation(String model) {
        if (model == null) {
            return generations.active();
        }
        return generations.list().stream()
                .filter(stage -> stage.generation().model().equals(model))
                .filter(Stage::isKeptComplete)
                .max(Comparator.comparing(stage -> stage.state() == State.ACTIVE))
                .map(Stage::generation)
                .orElseThrow(() -> new ProblemException(
                        409,
                        "no-generation",
                        ("No generation of '%s' is kept up to date. Have one built: POST /api/generations"
                                        + " {\"model\": \"%s\", \"activate\": false}.")
                                .formatted(model, model)));
    }

    private static LabelledQuery labelled(AskedQuery asked) {
        var grades = new HashMap<UUID, Integer>();
        for (Relevant relevant : asked.relevant()) {
            if (grades.put(relevant.image(), relevant.grade()) != null) {
                throw new ProblemException(
                        422,
                        "labelled-twice",
                        "\"%s\" names image %s twice.".formatted(asked.text(), relevant.image()));
            }
        }
        Search.requireUnderstood(asked.text());
        return new LabelledQuery(asked.text(), grades);
    }

    private void requireImages(long collection, List<LabelledQuery> queries) {
        var labelled = queries.stream()
                .flatMap(query -> query.grades().keySet().stream())
                .distinct()
                .toList();
        Set<UUID> ready = repository.ready(collection, labelled);
        var missing = labelled.stream().filter(image -> !ready.contains(image)).toList();
        if (!missing.isEmpty()) {
            throw new ProblemException(
                            422,
                            "label-not-found",
                            "%d of the labelled images cannot be found there, such as %s. Leave them out, or wait until they are taken in."
                                    .formatted(missing.size(), missing.getFirst()))
                    .with("images", missing.stream().limit(100).toList());
        }
    }

    /// The latest first.
    List<Evaluation> list() {
        return repository.list(LISTED);
    }

    /// @throws ProblemException 404
    Evaluation get(UUID id) {
        return repository
                .find(id)
                .orElseThrow(() ->
                        new ProblemException(404, "evaluation-not-found", "There is no evaluation %s.".formatted(id)));
    }

    /// The queries that were asked so far, in their order.
    ///
    /// @throws ProblemException 404
    List<Answered> answered(UUID id) {
        return repository.answered(get(id).id());
    }

    /// Queries that were asked so far, the one that was answered worst first.
    ///
    /// @param from how many come before
    List<Answered> worst(UUID id, int limit, int from) {
        return repository.worst(id, limit, from);
    }

    void delete(UUID id) {
        if (!repository.delete(id)) {
            get(id);
        }
    }

    private static ProblemException noSet(String name) {
        return new ProblemException(
                404, "set-not-found", "There is no evaluation set \"%s\". Upload its pictures first.".formatted(name));
    }
}
