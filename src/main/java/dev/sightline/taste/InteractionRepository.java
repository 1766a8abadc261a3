package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.taste.Interactions.OfSearch;
import dev.sightline.taste.Interactions.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The table of interactions.
@ApplicationScoped
class InteractionRepository {

    private final Jdbi jdbi;

    InteractionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param interactions those that were not there before
    record Added(Receipt receipt, List<Interaction> interactions) {}

    Added add(List<Interaction> interactions, Person person) {
        return jdbi.inTransaction(handle -> {
            var images =
                    interactions.stream().map(Interaction::image).distinct().toList();
            var known = known(handle, images);
            var meant = interactions.stream()
                    .filter(interaction -> known.contains(interaction.image()))
                    .toList();
            var recorded = meant.isEmpty() ? List.<Interaction>of() : insert(handle, meant, person);
            var receipt = new Receipt(
                    recorded.size(),
                    meant.size() - recorded.size(),
                    images.stream().filter(image -> !known.contains(image)).toList());
            return new Added(receipt, recorded);
        });
    }

    List<OfSearch> ofSearches(Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select query, image_id, type, position from interaction
                        where person_id = :person and query is not null and position is not null order by at, id
                        """)
                .bind("person", person.id())
                .map((row, _) -> new OfSearch(
                        row.getString("query"),
                        row.getObject("image_id", UUID.class),
                        Interaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        row.getInt("position")))
                .list());
    }

    /// What a person did, the latest first.
    ///
    /// @param type   null for all
    /// @param before where to go on, or null
    List<Interaction> latest(Person person, Interaction.Type type, HistoryCursor before, int limit) {
        var sql = "select * from interaction where person_id = :person"
                + (type == null ? "" : " and type = :type")
                + (before == null ? "" : " and (at, id) < (:at, :id)")
                + " order by at desc, id desc limit :limit";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql).bind("person", person.id()).bind("limit", limit);
            if (type != null) {
                query.bind("type", type.code());
            }
            if (before != null) {
                query.bind("at", before.at().atOffset(ZoneOffset.UTC)).bind("id", before.id());
            }
            return query.map((row, _) -> interaction(row)).list();
        });
    }

    private static Interaction interaction(ResultSet row) throws SQLException {
        return new Interaction(
                row.getObject("id", UUID.class),
                row.getObject("image_id", UUID.class),
                Interaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                row.getTimestamp("at").toInstant(),
                row.getString("session"),
                row.getString("query"),
                row.getObject("position", Integer.class));
    }

    long count(Person person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from interaction where person_id = :person")
                        .bind("person", person.id())
                        .mapTo(long.class)
                        .one());
    }

    void delete(UUID id, Person person) {
        jdbi.useHandle(
                handle -> handle.execute("delete from interaction where id = ? and person_id = ?", id, person.id()));
    }

    /// The images of a collection that are called so, by their name: several may be.
    Map<String, List<UUID>> called(long collection, Collection<String> names) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select name, id from image where collection_id = :collection and name = any(:names)")
                .bind("collection", collection)
                .bindArray("names", String.class, List.copyOf(names))
                .reduceRows(new HashMap<>(), (called, row) -> {
                    called.computeIfAbsent(row.getColumn("name", String.class), _ -> new ArrayList<>())
                            .add(row.getColumn("id", UUID.class));
                    return called;
                }));
    }

    boolean recording(Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("select recording from person where id = :person")
                .bind("person", person.id())
                .mapTo(Boolean.class)
                .one());
    }

    void setRecording(Person person, boolean recording) {
        jdbi.useHandle(handle -> handle.createUpdate("update person set recording = :recording where id = :person")
                .bind("recording", recording)
                .bind("person", person.id())
                .execute());
    }

    void deleteAll(Person person) {
        jdbi.useHandle(handle -> handle.execute("delete from interaction where person_id = ?", person.id()));
    }

    /// Those of the images that are there, and stay there until the transaction ends.
    private static Set<UUID> known(Handle handle, List<UUID> images) {
        return handle.createQuery("select id from image where id = any(:images) for key share")
                .bindArray("images", UUID.class, images)
                .mapTo(UUID.class)
                .set();
    }

    private static List<Interaction> insert(Handle handle, List<Interaction> interactions, Person person) {
        var batch = handle.prepareBatch("""
                insert into interaction (id, person_id, image_id, type, at, session, query, position)
                values (:id, :person, :image, :type, :at, :session, :query, :position)
                on conflict (id) do nothing
                """);
        for (var interaction : interactions) {
            batch.bind("id", interaction.id())
                    .bind("person", person.id())
                    .bind("image", interaction.image())
                    .bind("type", interaction.type().code())
                    .bind("at", interaction.at().atOffset(ZoneOffset.UTC))
                    .bind("session", interaction.session())
                    .bind("query", interaction.query())
                    .bind("position", interaction.position())
                    .add();
        }
        var inserted = batch.execute();
        return IntStream.range(0, inserted.length)
                .filter(i -> inserted[i] > 0)
                .mapToObj(interactions::get)
                .toList();
    }
}
