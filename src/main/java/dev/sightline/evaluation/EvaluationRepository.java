package dev.sightline.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.account.Person;
import dev.sightline.evaluation.Evaluation.State;
import dev.sightline.index.Generation;
import dev.sightline.index.Kind;
import dev.sightline.search.Method;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// Evaluations, their queries, and what these found.
@ApplicationScoped
class EvaluationRepository {

    private static final String SELECT = """
            select e.*, case when c.kind = 'evaluation' then c.name end as set, s.model as model_name,
                (select count(*) from evaluation_query q where q.evaluation_id = e.id) as queries,
                (select count(*) from evaluation_query q where q.evaluation_id = e.id and q.result is not null) as done
            from evaluation e join collection c on c.id = e.collection_id
                join generation g on g.id = e.generation_id join space s on s.id = g.space_id
            """;

    private final Jdbi jdbi;
    private final ObjectMapper json;

    EvaluationRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /// What an evaluation searches, for whom.
    record Task(long collection, long generation, Person person, Method method, Kind against) {}

    /// @param place from 0
    record Open(int place, LabelledQuery query) {}

    /// @param ranking the first results
    record Answered(int place, String text, Map<UUID, Integer> grades, List<UUID> ranking, QueryResult result) {}

    void insert(
            UUID id,
            String labels,
            long collection,
            Generation generation,
            Person person,
            Method method,
            Kind against,
            List<LabelledQuery> queries) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into evaluation (id, labels, collection_id, generation_id, person_id, method, against)
                            values (:id, :labels, :collection, :generation, :person, :method, :against)
                            """)
                    .bind("id", id)
                    .bind("labels", labels)
                    .bind("collection", collection)
                    .bind("generation", generation.id())
                    .bind("person", person.id())
                    .bind("method", method.code())
                    .bind("against", against.code())
                    .execute();
            var batch = handle.prepareBatch("""
                    insert into evaluation_query (evaluation_id, place, text, images, grades)
                    values (:id, :place, :text, :images, :grades)
                    """);
            for (int place = 0; place < queries.size(); place++) {
                var relevant = List.copyOf(queries.get(place).grades().entrySet());
                batch.bind("id", id)
                        .bind("place", place)
                        .bind("text", queries.get(place).text())
                        .bindArray(
                                "images",
                                UUID.class,
                                relevant.stream().map(Map.Entry::getKey).toList())
                        .bindArray(
                                "grades",
                                Integer.class,
                                relevant.stream().map(Map.Entry::getValue).toList())
                        .add();
            }
            batch.execute();
        });
    }

    /// Those of these images that are in the collection and can be found.
    Set<UUID> ready(long collection, List<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from image
                        where collection_id = :collection and state = 'ready' and trashed_at is null and id = any(:images)
                        """)
                .bind("collection", collection)
                .bindArray("images", UUID.class, images)
                .mapTo(UUID.class)
                .set());
    }

    List<Evaluation> list(int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery(SELECT + "order by e.created_at desc, e.id desc limit :limit")
                        .bind("limit", limit)
                        .map(this::evaluation)
                        .list());
    }

    Optional<Evaluation> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(SELECT + "where e.id = :id")
                .bind("id", id)
                .map(this::evaluation)
                .findOne());
    }

    /// What is to be done, where there is something.
    Optional<Task> task(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.*, p.name as person_name from evaluation e join person p on p.id = e.person_id
                        where e.id = :id and e.state = 'running'
                        """)
                .bind("id", id)
                .map((row, _) -> new Task(
                        row.getLong("collection_id"),
                        row.getLong("generation_id"),
                        new Person(row.getLong("person_id"), row.getString("person_name")),
                        Method.fromString(row.getString("method")),
                        Kind.of(row.getString("against"))))
                .findOne());
    }

    /// Evaluations whose queries were not all asked.
    List<UUID> running() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from evaluation where state = 'running' order by created_at")
                        .mapTo(UUID.class)
                        .list());
    }

    /// The next queries that were not asked.
    List<Open> open(UUID id, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select place, text, images, grades from evaluation_query
                        where evaluation_id = :id and result is null order by place limit :limit
                        """)
                .bind("id", id)
                .bind("limit", limit)
                .map((row, _) -> new Open(row.getInt("place"), new LabelledQuery(row.getString("text"), grades(row))))
                .list());
    }

    /// @param curve null where it cannot be said
    void answer(UUID id, int place, List<UUID> ranking, QueryResult result, Curve curve) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update evaluation_query
                        set ranking = :ranking, result = :result::json, f1 = :f1, precisions = :precisions,
                            results = :results, relevant = :relevant
                        where evaluation_id = :id and place = :place
                        """)
                .bind("id", id)
                .bind("place", place)
                .bindArray("ranking", UUID.class, ranking)
                .bind("result", written(result))
                .bind("f1", curve == null ? null : curve.f1())
                .bind("precisions", curve == null ? null : curve.precision())
                .bind("results", curve == null ? null : curve.results())
                .bind("relevant", curve == null ? null : curve.relevant())
                .execute());
    }

    /// All queries that were asked, in their order.
    List<Answered> answered(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select place, text, images, grades, ranking, result from evaluation_query
                        where evaluation_id = :id and result is not null order by place
                        """)
                .bind("id", id)
                .map((row, _) -> answered(row))
                .list());
    }

    /// Queries that were asked, by their average precision, then by their F1, the lowest first. Where nothing is
    /// relevant the first is 1, and the second 1 if nothing is shown and otherwise 0.
    ///
    /// @param from how many come before
    List<Answered> worst(UUID id, int limit, int from) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select q.place, q.text, q.images, q.grades, q.ranking, q.result
                        from evaluation_query q cross join lateral (
                            select (q.result #>> '{measures,averagePrecision}')::float8 as precision,
                                (q.result ->> 'shown')::int as shown, (q.result ->> 'shownRelevant')::int as hits,
                                (q.result ->> 'relevant')::int as relevant) r
                        where q.evaluation_id = :id and q.result is not null
                        order by coalesce(r.precision, 1),
                            case when r.shown + r.relevant = 0 then 1 else 2.0 * r.hits / (r.shown + r.relevant) end, q.place
                        limit :limit offset :from
                        """)
                .bind("id", id)
                .bind("limit", limit)
                .bind("from", from)
                .map((row, _) -> answered(row))
                .list());
    }

    private Answered answered(ResultSet row) throws SQLException {
        return new Answered(
                row.getInt("place"),
                row.getString("text"),
                grades(row),
                List.of((UUID[]) row.getArray("ranking").getArray()),
                read(row.getString("result"), QueryResult.class));
    }

    List<Curve> curves(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select f1, precisions, results, relevant from evaluation_query
                        where evaluation_id = :id and f1 is not null order by place
                        """)
                .bind("id", id)
                .map((row, _) -> new Curve(
                        floats(row, "f1"), floats(row, "precisions"), ints(row, "results"), ints(row, "relevant")))
                .list());
    }

    void finish(UUID id, EvaluationReport report) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update evaluation set state = 'done', report = :report::json, finished_at = now() where id = :id
                        """)
                .bind("id", id)
                .bind("report", written(report))
                .execute());
    }

    void fail(UUID id, String failure) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update evaluation set state = 'failed', failure = :failure, finished_at = now() where id = :id
                        """).bind("id", id).bind("failure", failure).execute());
    }

    boolean delete(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate("delete from evaluation where id = :id")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private Evaluation evaluation(ResultSet row, StatementContext context) throws SQLException {
        var report = row.getString("report");
        return new Evaluation(
                row.getObject("id", UUID.class),
                row.getString("labels"),
                row.getString("set"),
                Method.fromString(row.getString("method")),
                row.getString("against"),
                row.getString("model_name"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("queries"),
                row.getInt("done"),
                row.getString("failure"),
                report == null ? null : read(report, EvaluationReport.class),
                instant(row, "created_at"),
                instant(row, "finished_at"));
    }

    private static Map<UUID, Integer> grades(ResultSet row) throws SQLException {
        var images = (UUID[]) row.getArray("images").getArray();
        int[] grades = ints(row, "grades");
        var found = new HashMap<UUID, Integer>();
        IntStream.range(0, images.length).forEach(i -> found.put(images[i], grades[i]));
        return found;
    }

    private static int[] ints(ResultSet row, String column) throws SQLException {
        var values = (Integer[]) row.getArray(column).getArray();
        return IntStream.range(0, values.length).map(i -> values[i]).toArray();
    }

    private static float[] floats(ResultSet row, String column) throws SQLException {
        var values = (Float[]) row.getArray(column).getArray();
        var floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = values[i]);
        return floats;
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> T read(String written, Class<T> type) {
        try {
            return json.readValue(written, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored %s that cannot be read".formatted(type.getSimpleName()), e);
        }
    }
}
