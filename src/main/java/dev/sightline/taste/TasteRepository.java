package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.taste.TasteModel.Act;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// What taste is made of, and what people want of it.
@ApplicationScoped
class TasteRepository {

    private final Jdbi jdbi;

    TasteRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The latest acts with images of a collection that have a style, the latest first.
    List<Act> acts(Person person, long collection, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.image_id, s.style_id, i.type, i.at
                        from (
                            select * from interaction where person_id = :person order by at desc, id desc limit :most) i
                            join image_style s on s.image_id = i.image_id and s.collection_id = :collection
                        order by i.at desc, i.id desc
                        """)
                .bind("person", person.id())
                .bind("collection", collection)
                .bind("most", most)
                .map((row, _) -> new Act(
                        row.getObject("image_id", UUID.class),
                        row.getObject("style_id", UUID.class),
                        Interaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("at").toInstant()))
                .list());
    }

    /// The clustering whose styles are in use, if there is one.
    UUID clustering(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from clustering where collection_id = :collection and state = 'active'")
                .bind("collection", collection)
                .mapTo(UUID.class)
                .findOne()
                .orElse(null));
    }

    /// How many images each style of a clustering has.
    Map<UUID, Long> sizes(UUID clustering) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select style_id, count(*) as images from style_image where clustering_id = :clustering
                        group by style_id
                        """)
                .bind("clustering", clustering)
                .reduceRows(new HashMap<>(), (sizes, row) -> {
                    sizes.put(row.getColumn("style_id", UUID.class), row.getColumn("images", Long.class));
                    return sizes;
                }));
    }

    OptionalDouble weight(Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("select taste_weight from person where id = :person")
                .bind("person", person.id())
                .mapTo(Double.class)
                .findOne()
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty));
    }

    void setWeight(Person person, double weight) {
        jdbi.useHandle(handle -> handle.createUpdate("update person set taste_weight = :weight where id = :person")
                .bind("weight", weight)
                .bind("person", person.id())
                .execute());
    }
}
