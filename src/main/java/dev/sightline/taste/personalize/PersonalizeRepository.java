package dev.sightline.taste.personalize;

import dev.sightline.taste.personalize.Setup.State;
import dev.sightline.taste.personalize.Setup.Step;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// What there is at the service, as far as we know; and what it is told.
@ApplicationScoped
class PersonalizeRepository {

    /// What people did, apart from favourites that were taken back.
    private static final String MEANT = """
            i.type <> 'unfavourite' and not (i.type = 'favourite' and exists (
                select from interaction u where u.person_id = i.person_id and u.image_id = i.image_id
                    and u.type = 'unfavourite' and u.at >= i.at))
            """;

    private final Jdbi jdbi;

    PersonalizeRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What would be exported of a library.
    ///
    /// @param interactions with images that have a style
    /// @param people       who did two of them or more
    record Amount(long interactions, long people) {}

    /// What would be exported now.
    Amount amount(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(sum(n), 0) as interactions, count(*) filter (where n >= 2) as people from (
                            select count(*) as n from interaction i
                                join image_style s on s.image_id = i.image_id and s.collection_id = :collection
                            where %s group by i.person_id) each
                        """.formatted(MEANT))
                .bind("collection", collection)
                .map((row, _) -> new Amount(row.getLong("interactions"), row.getLong("people")))
                .one());
    }

    /// The clustering whose styles are in use.
    Optional<UUID> clustering(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from clustering where collection_id = :collection and state = 'active'")
                .bind("collection", collection)
                .mapTo(UUID.class)
                .findOne());
    }

    /// Begins a setup for the styles of a clustering.
    ///
    /// @return whether none is being built already
    boolean begin(UUID id, long collection, UUID clustering) {
        return jdbi.inTransaction(handle -> {
            boolean begun = handle.createUpdate("""
                                    insert into personalize_setup (id, collection_id, clustering_id, state)
                                    values (:id, :collection, :clustering, 'building') on conflict do nothing
                                    """)
                            .bind("id", id)
                            .bind("collection", collection)
                            .bind("clustering", clustering)
                            .execute()
                    == 1;
            if (begun) {
                var batch = handle.prepareBatch("insert into personalize_step (setup_id, kind) values (:id, :kind)");
                for (var kind : Kind.values()) {
                    batch.bind("id", id).bind("kind", kind.code()).add();
                }
                batch.execute();
                gatherItems(handle, id);
            }
            return begun;
        });
    }

    /// Remembers which items images are of, those that have come since included.
    void gatherItems(UUID setup) {
        jdbi.useHandle(handle -> gatherItems(handle, setup));
    }

    private static void gatherItems(Handle handle, UUID setup) {
        handle.createUpdate("""
                        insert into personalize_item (setup_id, image_id, style_id)
                        select s.id, m.image_id, m.style_id
                        from personalize_setup s join style_image m on m.clustering_id = s.clustering_id
                        where s.id = :setup
                        on conflict do nothing
                        """).bind("setup", setup).execute();
    }

    List<Setup> setups(long collection) {
        return list("collection_id = :key", Map.of("key", collection));
    }

    List<Setup> all() {
        return list("true", Map.of());
    }

    Optional<Setup> find(UUID id) {
        return list("id = :key", Map.of("key", id)).stream().findFirst();
    }

    Optional<Setup> active(long collection) {
        return list("state = 'active' and collection_id = :key", Map.of("key", collection)).stream()
                .findFirst();
    }

    private List<Setup> list(String where, Map<String, ?> keys) {
        return jdbi.inTransaction(handle -> {
            var steps = new HashMap<UUID, List<Step>>();
            handle.createQuery("""
                            select t.*, array_position(:kinds, kind) as place from personalize_step t
                            where setup_id in (select id from personalize_setup where %s) order by setup_id, place
                            """.formatted(where))
                    .bindMap(keys)
                    .bindArray(
                            "kinds",
                            String.class,
                            List.of(Kind.values()).stream().map(Kind::code).toList())
                    .map((row, _) -> steps.computeIfAbsent(
                                    row.getObject("setup_id", UUID.class), _ -> new ArrayList<>())
                            .add(step(row)))
                    .list();
            return handle.createQuery(
                            "select * from personalize_setup where %s order by agreed_at, id".formatted(where))
                    .bindMap(keys)
                    .map((row, _) -> setup(row, List.copyOf(steps.get(row.getObject("id", UUID.class)))))
                    .list();
        });
    }

    private static Step step(ResultSet row) throws SQLException {
        return new Step(
                Kind.of(row.getString("kind")),
                row.getInt("attempt"),
                row.getString("arn"),
                Step.State.of(row.getString("state")),
                row.getTimestamp("changed_at").toInstant());
    }

    private static Setup setup(ResultSet row, List<Step> steps) throws SQLException {
        return new Setup(
                row.getObject("id", UUID.class),
                row.getLong("collection_id"),
                row.getObject("clustering_id", UUID.class),
                State.of(row.getString("state")),
                row.getString("tracking_id"),
                row.getString("failure"),
                row.getString("delay"),
                row.getInt("delays"),
                row.getTimestamp("agreed_at").toInstant(),
                instant(row.getTimestamp("active_at")),
                steps);
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    void note(Setup setup, Kind kind, Step.State state, String arn) {
        note(setup, kind, state, arn, setup.step(kind).attempt());
    }

    /// Notes how far one step is; what has gone well ends a delay.
    ///
    /// @param arn or null
    void note(Setup setup, Kind kind, Step.State state, String arn, int attempt) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update personalize_step set state = :state, arn = :arn, attempt = :attempt, changed_at = now()
                            where setup_id = :setup and kind = :kind
                            """)
                    .bind("state", state.code())
                    .bind("arn", arn)
                    .bind("attempt", attempt)
                    .bind("setup", setup.id())
                    .bind("kind", kind.code())
                    .execute();
            noted(handle, setup);
        });
    }

    void noted(Setup setup) {
        jdbi.useHandle(handle -> noted(handle, setup));
    }

    private static void noted(Handle handle, Setup setup) {
        handle.execute("update personalize_setup set delay = null, delays = 0 where id = ? and delays > 0", setup.id());
    }

    void track(Setup setup, String trackingId) {
        jdbi.useHandle(handle ->
                handle.execute("update personalize_setup set tracking_id = ? where id = ?", trackingId, setup.id()));
    }

    void delay(Setup setup, String why) {
        jdbi.useHandle(handle -> handle.execute(
                "update personalize_setup set delay = ?, delays = delays + 1 where id = ?", why, setup.id()));
    }

    /// It goes on no more, until somebody has it tried again.
    void fail(Setup setup, String why) {
        jdbi.useHandle(handle -> fail(handle, setup, why));
    }

    /// It goes on no more because of a step. Another import has another export too: what is exported may be of somebody
    /// who is to be forgotten since.
    void fail(Setup setup, Step step, String why) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "update personalize_step set state = 'failed', changed_at = now() where setup_id = ? and kind = ?",
                    setup.id(),
                    step.kind().code());
            if (step.kind() == Kind.IMPORT) {
                handle.execute(
                        "update personalize_step set state = 'planned' where setup_id = ? and kind = ?",
                        setup.id(),
                        Kind.EXPORT.code());
            }
            fail(handle, setup, why);
        });
    }

    private static void fail(Handle handle, Setup setup, String why) {
        handle.execute("update personalize_setup set failure = ?, delay = null where id = ?", why, setup.id());
    }

    /// What failed is removed where something is there, and made again.
    void retry(Setup setup) {
        jdbi.useTransaction(handle -> {
            if (setup.state() == State.BUILDING) {
                handle.createUpdate("""
                                update personalize_step set changed_at = now(),
                                    state = case when arn is null or kind = 'export' then 'planned' else 'removing' end
                                where setup_id = :setup and state = 'failed'
                                """).bind("setup", setup.id()).execute();
            }
            handle.execute(
                    "update personalize_setup set failure = null, delay = null, delays = 0 where id = ?", setup.id());
        });
    }

    /// Its campaign is asked from now on, and that of the setup before it is removed.
    void activate(Setup setup) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "update personalize_setup set state = 'ending' where collection_id = ? and state = 'active'",
                    setup.collection());
            handle.execute(
                    "update personalize_setup set state = 'active', active_at = now() where id = ? and state = 'building'",
                    setup.id());
        });
    }

    /// All of it is removed from now on.
    void end(Setup setup) {
        jdbi.useHandle(handle -> handle.execute(
                "update personalize_setup set state = 'ending', failure = null, delay = null, delays = 0 where id = ?",
                setup.id()));
    }

    void forget(Setup setup) {
        jdbi.useHandle(handle -> handle.execute("delete from personalize_setup where id = ?", setup.id()));
    }

    /// Writes a line for each interaction, the earliest first, read block by block.
    void export(Setup setup, Writer out) {
        jdbi.useTransaction(handle -> {
            try (var rows = handle
                    .createQuery("""
                            select i.person_id, p.style_id, i.at, i.type
                            from interaction i join personalize_item p on p.setup_id = :setup and p.image_id = i.image_id
                            where %s order by i.at, i.id
                            """.formatted(MEANT))
                    .bind("setup", setup.id())
                    .setFetchSize(1000)
                    .map((row, _) -> "%d,%s,%d,%s\n"
                            .formatted(
                                    row.getLong("person_id"),
                                    setup.item(row.getObject("style_id", UUID.class)),
                                    row.getTimestamp("at").toInstant().getEpochSecond(),
                                    row.getString("type")))
                    .stream()) {
                for (var line : (Iterable<String>) rows::iterator) {
                    out.write(line);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /// The style of the setup's clustering that each image is of; those that came after the clustering are missing.
    Map<UUID, UUID> stylesOfImages(UUID setup, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.image_id, coalesce(p.style_id, m.style_id) as style_id
                        from unnest(:images) i(image_id)
                            join personalize_setup s on s.id = :setup
                            left join personalize_item p on p.setup_id = s.id and p.image_id = i.image_id
                            left join style_image m on m.clustering_id = s.clustering_id and m.image_id = i.image_id
                        where p.style_id is not null or m.style_id is not null
                        """)
                .bind("setup", setup)
                .bindArray("images", UUID.class, List.copyOf(images))
                .reduceRows(new HashMap<>(), (styles, row) -> {
                    styles.put(row.getColumn("image_id", UUID.class), row.getColumn("style_id", UUID.class));
                    return styles;
                }));
    }

    /// For each style in use the one of a setup's clustering with which it shares most images; those that share none
    /// are missing.
    Map<UUID, UUID> shared(UUID setup, UUID clustering) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select distinct on (m.style_id) m.style_id as now, p.style_id as was
                        from style_image m join personalize_item p on p.setup_id = :setup and p.image_id = m.image_id
                        where m.clustering_id = :clustering
                        group by m.style_id, p.style_id order by m.style_id, count(*) desc, p.style_id
                        """)
                .bind("setup", setup)
                .bind("clustering", clustering)
                .reduceRows(new HashMap<>(), (styles, row) -> {
                    styles.put(row.getColumn("now", UUID.class), row.getColumn("was", UUID.class));
                    return styles;
                }));
    }

    /// A person whose data are to be deleted.
    ///
    /// @param arn     of the job, or null until it is made
    /// @param failure or null
    record Deletion(UUID id, UUID setup, String user, String arn, String failure, Instant changedAt) {}

    /// Wherever the service has been told of somebody, they are to be deleted.
    ///
    /// @return the deletions, one a setup
    List<UUID> forgetPerson(String user) {
        return jdbi.withHandle(handle ->
                handle.createQuery("""
                        insert into personalize_deletion (id, setup_id, user_id)
                        select gen_random_uuid(), id, :user from personalize_setup where state <> 'ending' returning id
                        """).bind("user", user).mapTo(UUID.class).list());
    }

    List<Deletion> deletions() {
        return deletions("true", Map.of());
    }

    Optional<Deletion> deletion(UUID id) {
        return deletions("id = :id", Map.of("id", id)).stream().findFirst();
    }

    private List<Deletion> deletions(String where, Map<String, ?> keys) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from personalize_deletion where %s order by changed_at, id".formatted(where))
                .bindMap(keys)
                .map((row, _) -> new Deletion(
                        row.getObject("id", UUID.class),
                        row.getObject("setup_id", UUID.class),
                        row.getString("user_id"),
                        row.getString("arn"),
                        row.getString("failure"),
                        row.getTimestamp("changed_at").toInstant()))
                .list());
    }

    void deleting(Deletion deletion, String arn) {
        jdbi.useHandle(handle -> handle.execute(
                "update personalize_deletion set arn = ?, changed_at = now() where id = ?", arn, deletion.id()));
    }

    void failDeletion(Deletion deletion, String why) {
        jdbi.useHandle(handle ->
                handle.execute("update personalize_deletion set failure = ? where id = ?", why, deletion.id()));
    }

    /// A job that failed is made again, under another name.
    void retryDeletions() {
        jdbi.useHandle(
                handle -> handle.execute(
                        "update personalize_deletion set id = gen_random_uuid(), arn = null, failure = null where failure is not null"));
    }

    void deleted(Deletion deletion) {
        jdbi.useHandle(handle -> handle.execute("delete from personalize_deletion where id = ?", deletion.id()));
    }
}
