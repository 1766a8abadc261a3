package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.taste.TasteModel.Act;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
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

    /// The latest acts with images that have a style in a clustering, the latest first.
    List<Act> acts(Person person, UUID clustering, int most) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.image_id, s.style_id, i.type, i.at
                        from (
                            select * from interaction where person_id = :person order by at desc, id desc limit :most) i
                            join style_image s on s.image_id = i.image_id and s.clustering_id = :clustering
                        order by i.at desc, i.id desc
                        """)
                .bind("person", person.id())
                .bind("clustering", clustering)
                .bind("most", most)
                .map((row, _) -> new Act(
                        row.getObject("image_id", UUID.class),
                        row.getObject("style_id", UUID.class),
                        Interaction.Type.valueOf(row.getString("type").toUpperCase(Locale.ROOT)),
                        row.getTimestamp("at").toInstant()))
                .list());
    }

    /// The clustering whose styles are in use, if there is one and orders follow taste.
    UUID clustering(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.id from clustering c join collection l on l.id = c.collection_id and l.taste
                        where c.collection_id = :collection and c.state = 'active'
                        """)
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

    Map<UUID, String> names(UUID clustering) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id, name from style where clustering_id = :clustering")
                        .bind("clustering", clustering)
                        .reduceRows(new HashMap<>(), (names, row) -> {
                            names.put(row.getColumn("id", UUID.class), row.getColumn("name", String.class));
                            return names;
                        }));
    }

    record Styled(UUID image, UUID style, String name) {}

    /// The style of each of the images; those that have none are missing.
    List<Styled> styles(long collection, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select image_id, style_id, name from image_style
                        where collection_id = :collection and image_id = any(:images)
                        """)
                .bind("collection", collection)
                .bindArray("images", UUID.class, List.copyOf(images))
                .map((row, _) -> new Styled(
                        row.getObject("image_id", UUID.class),
                        row.getObject("style_id", UUID.class),
                        row.getString("name")))
                .list());
    }

    /// Images of each style that the person has done nothing with, the most typical first.
    ///
    /// @param each how many of each style at most
    Map<UUID, List<UUID>> fresh(Collection<UUID> styles, Person person, int each) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.id, array(
                            select m.image_id from style_image m
                                join image i on i.id = m.image_id and i.trashed_at is null and i.state = 'ready'
                            where m.style_id = s.id
                                and not exists (
                                    select from interaction a where a.image_id = m.image_id and a.person_id = :person)
                                and not exists (
                                    select from favourite f where f.image_id = m.image_id and f.person_id = :person)
                            order by m.closeness desc, m.image_id limit :each) as images
                        from unnest(:styles) s(id)
                        """)
                .bindArray("styles", UUID.class, List.copyOf(styles))
                .bind("person", person.id())
                .bind("each", each)
                .reduceRows(new HashMap<>(), (fresh, row) -> {
                    fresh.put(row.getColumn("id", UUID.class), List.of(row.getColumn("images", UUID[].class)));
                    return fresh;
                }));
    }

    /// Whether orders in a collection follow taste.
    boolean followed(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("select taste from collection where id = :collection")
                .bind("collection", collection)
                .mapTo(boolean.class)
                .one());
    }

    void setFollowed(long collection, boolean followed) {
        jdbi.useHandle(handle -> handle.createUpdate("update collection set taste = :followed where id = :collection")
                .bind("followed", followed)
                .bind("collection", collection)
                .execute());
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
