package dev.sightline.evaluation;

import dev.sightline.account.Persons;
import dev.sightline.evaluation.Comparison.Pair;
import dev.sightline.evaluation.ComparisonPage.Change;
import dev.sightline.evaluation.ComparisonPage.Changes;
import dev.sightline.evaluation.ComparisonPage.Row;
import dev.sightline.evaluation.ComparisonPage.Side;
import dev.sightline.evaluation.Evaluation.State;
import dev.sightline.evaluation.EvaluationPage.Query;
import dev.sightline.evaluation.EvaluationRepository.Answered;
import dev.sightline.evaluation.EvaluationsPage.Command;
import dev.sightline.evaluation.EvaluationsPage.Run;
import dev.sightline.evaluation.EvaluationsPage.Running;
import dev.sightline.library.Collections;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import dev.sightline.web.ServerCommand;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// How good the search is: evaluations, one of them, and two next to each other.
@Path("/evaluations")
@Produces(MediaType.TEXT_HTML)
@Blocking
class EvaluationPages {

    private static final String RECORDED = "interactions";
    private static final int PAGE = 50;
    private static final int LAST_PAGE = 100_000;
    private static final int CHANGES_SHOWN = 20;

    private final Evaluations evaluations;
    private final EvaluationSets sets;
    private final Collections collections;
    private final ReportViews reports;
    private final Thumbnails thumbnails;
    private final Persons persons;

    EvaluationPages(
            Evaluations evaluations,
            EvaluationSets sets,
            Collections collections,
            ReportViews reports,
            Thumbnails thumbnails,
            Persons persons) {
        this.evaluations = evaluations;
        this.sets = sets;
        this.collections = collections;
        this.reports = reports;
        this.thumbnails = thumbnails;
        this.persons = persons;
    }

    /// @param watched how many evaluations run on the page that asks again by itself. If that has changed, it gets all
    ///     of the list and not just those that run: otherwise what somebody is about to compare stays ticked
    @GET
    @Cache(isPrivate = true, noCache = true)
    public Response evaluations(@RestQuery Integer watched, @Context UriInfo request) {
        var page = page("", request);
        var answer = Response.ok(page);
        if (watched != null && watched != page.running().size()) {
            answer.header("HX-Retarget", "#evaluations").header("HX-Reselect", "#evaluations");
        }
        return answer.build();
    }

    /// By what was recorded in the library.
    @POST
    public Response start(@Context UriInfo request) {
        try {
            evaluations.start(new EvaluationOrder(RECORDED, null, null, null, null, null), persons.current());
            return back();
        } catch (ProblemException e) {
            return Response.status(e.problem().status())
                    .entity(page(e.getMessage(), request))
                    .build();
        }
    }

    @POST
    @Path("{id}/delete")
    public Response delete(UUID id) {
        evaluations.delete(id);
        return back();
    }

    @POST
    @Path("sets/delete")
    public Response deleteSet(@RestForm String name) {
        sets.delete(name);
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/evaluations")).build();
    }

    private EvaluationsPage page(String trouble, UriInfo request) {
        var all = evaluations.list();
        var done = all.stream()
                .filter(evaluation -> evaluation.state() == State.DONE)
                .map(Evaluation::id)
                .toList();
        return new EvaluationsPage(
                frame("Search quality"),
                trouble,
                all.stream()
                        .filter(evaluation -> evaluation.state() == State.RUNNING)
                        .map(EvaluationPages::running)
                        .toList(),
                all.stream()
                        .filter(evaluation -> evaluation.state() != State.RUNNING)
                        .map(evaluation -> run(evaluation, done))
                        .toList(),
                done.size() > 1,
                commands(request.getBaseUri()),
                collections.evaluations().stream()
                        .map(set ->
                                new EvaluationsPage.Set(set.name(), Phrases.count(set.images(), "picture", "pictures")))
                        .toList());
    }

    private static Frame frame(String title) {
        return Frame.of(title, Section.SETTINGS);
    }

    private static Running running(Evaluation evaluation) {
        return new Running(
                evaluation.id(),
                evaluation.labels(),
                EvaluationWords.facts(evaluation),
                EvaluationWords.progress(evaluation),
                EvaluationWords.percent(evaluation));
    }

    /// @param done those that can be compared, the latest first. The latest two are proposed
    private static Run run(Evaluation evaluation, List<UUID> done) {
        int place = done.indexOf(evaluation.id());
        return new Run(
                evaluation.id(),
                evaluation.labels(),
                EvaluationWords.facts(evaluation),
                EvaluationWords.when(evaluation),
                evaluation.failure(),
                evaluation.report() == null
                        ? List.of()
                        : Figure.of(Measure.LEADING, evaluation.report().measures()),
                place == 1,
                place == 0);
    }

    private static List<Command> commands(URI server) {
        return List.of(
                new Command("Drawn pictures, whose labels are exact", ServerCommand.of("evaluate demo", server)),
                new Command(
                        "Pictures of your own, with a CSV file that says what should be found",
                        ServerCommand.of("evaluate labels.csv --images ~/Pictures/catalogue", server)));
    }

    /// @param page of the queries, from 1
    @GET
    @Path("{id}")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance evaluation(UUID id, @RestQuery @DefaultValue("1") int page) {
        var evaluation = evaluations.get(id);
        int from = (Math.clamp(page, 1, LAST_PAGE) - 1) * PAGE;
        var queries = evaluations.worst(id, PAGE, from);
        int to = from + queries.size();
        return new EvaluationPage(
                frame(evaluation.labels()),
                id,
                evaluation.labels(),
                EvaluationWords.facts(evaluation),
                EvaluationWords.when(evaluation),
                evaluation.state() == State.RUNNING ? EvaluationWords.progress(evaluation) : null,
                EvaluationWords.percent(evaluation),
                evaluation.failure(),
                evaluation.report() == null ? null : reports.of(evaluation),
                queries(queries, evaluation),
                "%,d to %,d of %,d".formatted(Math.min(from + 1, to), to, evaluation.done()),
                from == 0 ? null : address(id, page - 1),
                to < evaluation.done() && !queries.isEmpty() ? address(id, page + 1) : null);
    }

    private static String address(UUID id, int page) {
        return Address.to("/evaluations/" + id)
                .with("page", page == 1 ? null : page)
                .toString();
    }

    private List<Query> queries(List<Answered> queries, Evaluation evaluation) {
        var images = thumbnails.of(queries.stream().map(Answered::ranking), persons.current());
        return queries.stream()
                .map(query -> new Query(
                        query.text(),
                        EvaluationWords.search(query.text(), evaluation),
                        EvaluationWords.facts(query.result()),
                        thumbnails.row(query.ranking(), query.grades(), images)))
                .toList();
    }

    /// @param a what the other is compared with
    @GET
    @Path("compare")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance compare(@RestQuery UUID a, @RestQuery UUID b) {
        var before = comparable(a);
        var after = comparable(b);
        if (a.equals(b)) {
            throw notComparable("An evaluation cannot be compared with itself. Choose two.");
        }
        var comparison = Comparison.of(evaluations.answered(a), evaluations.answered(b));
        return new ComparisonPage(
                frame("Comparison"),
                side(before),
                side(after),
                scope(comparison),
                silence(comparison),
                rows(comparison, before, after),
                changes(comparison.better(), before, after),
                changes(comparison.worse(), before, after));
    }

    private Evaluation comparable(UUID id) {
        if (id == null) {
            throw notComparable("Choose two evaluations to compare.");
        }
        var evaluation = evaluations.get(id);
        if (evaluation.state() != State.DONE) {
            throw notComparable("The evaluation “%s” is not finished, so there is nothing to compare."
                    .formatted(evaluation.labels()));
        }
        return evaluation;
    }

    private static ProblemException notComparable(String words) {
        return new ProblemException(422, "not-comparable", words);
    }

    private static Side side(Evaluation evaluation) {
        return new Side(
                evaluation.id(),
                evaluation.labels(),
                EvaluationWords.facts(evaluation),
                EvaluationWords.when(evaluation));
    }

    private static String scope(Comparison comparison) {
        int answerable = comparison.answerable().size();
        return "Compared by %s with relevant pictures.%s%s%s"
                .formatted(
                        answerable == 0 ? "no query" : Phrases.count(answerable, "query", "queries"),
                        others(comparison.onlyA(), "only in A"),
                        others(comparison.onlyB(), "only in B"),
                        others(comparison.labelled(), "labelled otherwise in A than in B"));
    }

    /// Empty if there are none.
    private static String others(int queries, String where) {
        return queries == 0
                ? ""
                : " %s %s %s."
                        .formatted(Phrases.count(queries, "query", "queries"), queries == 1 ? "is" : "are", where);
    }

    private static String silence(Comparison comparison) {
        var unanswerable = comparison.pairs().stream()
                .filter(pair ->
                        !pair.a().result().hasRelevant() && !pair.b().result().hasRelevant())
                .toList();
        return unanswerable.isEmpty()
                ? ""
                : "Nothing is relevant for %s; nothing is shown for %,d of these in A, for %,d in B."
                        .formatted(
                                Phrases.count(unanswerable.size(), "query", "queries"),
                                silent(unanswerable.stream().map(Pair::a)),
                                silent(unanswerable.stream().map(Pair::b)));
    }

    private static long silent(Stream<Answered> queries) {
        return queries.filter(query -> query.result().shown() == 0).count();
    }

    private List<Row> rows(Comparison comparison, Evaluation a, Evaluation b) {
        if (comparison.answerable().isEmpty()) {
            return List.of();
        }
        var measures = reports.measures(a).stream()
                .filter(reports.measures(b)::contains)
                .toList();
        var differences = measures.stream()
                .map(measure -> comparison.difference(measure.code()))
                .toList();
        double reach = differences.stream()
                .map(Comparison.Difference::gain)
                .mapToDouble(gain -> Math.max(Math.abs(gain.low()), Math.abs(gain.high())))
                .max()
                .orElse(0);
        return IntStream.range(0, measures.size())
                .mapToObj(i -> row(measures.get(i), differences.get(i), reach == 0 ? 1 : reach))
                .toList();
    }

    private static Row row(Measure measure, Comparison.Difference difference, double reach) {
        boolean better = difference.isCertain() && difference.gain().mean() > 0;
        return new Row(
                measure,
                Figure.of(measure, difference.a()),
                Figure.of(measure, difference.b()),
                Figure.ofDifference(measure, difference.gain(), reach),
                !difference.isCertain() ? "no difference that these queries can show" : better ? "better" : "worse",
                !difference.isCertain() ? "" : better ? "good" : "bad");
    }

    private Changes changes(List<Pair> pairs, Evaluation a, Evaluation b) {
        var shown = pairs.stream().limit(CHANGES_SHOWN).toList();
        var images = thumbnails.of(
                shown.stream().flatMap(pair -> Stream.of(pair.a(), pair.b())).map(Answered::ranking),
                persons.current());
        return new Changes(
                "%,d".formatted(pairs.size()),
                shown.stream()
                        .map(pair -> new Change(
                                pair.a().text(),
                                EvaluationWords.search(pair.a().text(), a.set() == null ? b : a),
                                "Average precision %s in A, %s in B"
                                        .formatted(precision(pair.a()), precision(pair.b())),
                                thumbnails.row(pair.a().ranking(), pair.a().grades(), images),
                                thumbnails.row(pair.b().ranking(), pair.b().grades(), images)))
                        .toList(),
                pairs.size() == shown.size() ? "" : "And %,d more.".formatted(pairs.size() - shown.size()));
    }

    private static String precision(Answered query) {
        return Figure.number(query.result().measures().averagePrecision());
    }
}
