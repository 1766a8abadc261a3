package dev.sightline.evaluation;

import dev.sightline.account.Persons;
import dev.sightline.evaluation.EvaluationRepository.Answered;
import dev.sightline.library.Collections;
import dev.sightline.library.Collections.EvaluationSet;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;

@Path("/api/evaluations")
class EvaluationResource {

    private final Evaluations evaluations;
    private final EvaluationSets sets;
    private final Collections collections;
    private final Persons persons;

    EvaluationResource(Evaluations evaluations, EvaluationSets sets, Collections collections, Persons persons) {
        this.evaluations = evaluations;
        this.sets = sets;
        this.collections = collections;
        this.persons = persons;
    }

    @RegisterForReflection
    record EvaluationList(List<Evaluation> evaluations) {}

    @GET
    public EvaluationList list() {
        return new EvaluationList(evaluations.list());
    }

    @POST
    public Response start(@NotNull @Valid EvaluationOrder order) {
        var evaluation = evaluations.start(order, persons.current());
        return Response.accepted(evaluation)
                .location(URI.create("/api/evaluations/" + evaluation.id()))
                .build();
    }

    @GET
    @Path("{id}")
    public Evaluation get(UUID id) {
        return evaluations.get(id);
    }

    /// What each query found.
    ///
    /// @param ranking the first results
    @RegisterForReflection
    record QueryView(String text, List<UUID> ranking, QueryResult result) {

        static QueryView of(Answered answered) {
            return new QueryView(answered.text(), answered.ranking(), answered.result());
        }
    }

    @RegisterForReflection
    record QueryList(List<QueryView> queries) {}

    @GET
    @Path("{id}/queries")
    public QueryList queries(UUID id) {
        return new QueryList(
                evaluations.answered(id).stream().map(QueryView::of).toList());
    }

    @DELETE
    @Path("{id}")
    public void delete(UUID id) {
        evaluations.delete(id);
    }

    @RegisterForReflection
    record SetList(List<EvaluationSet> sets) {}

    @GET
    @Path("sets")
    public SetList sets() {
        return new SetList(collections.evaluations());
    }

    @DELETE
    @Path("sets/{name}")
    public void deleteSet(String name) {
        sets.delete(name);
    }
}
