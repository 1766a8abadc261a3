package dev.sightline.style;

import dev.sightline.embedding.Vector;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/// Styles and the images that have them.
@ApplicationScoped
class StyleRepository {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final String SELECT = """
            select s.*, (
                select count(*) from style_image m join image i on i.id = m.image_id and i.trashed_at is null
                where m.style_id = s.id) as size
            from style s join clustering c on c.id = s.clustering_id
            """;

    private final Jdbi jdbi;

    StyleRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Of the clustering in use, the largest first, without those whose images are all gone.
    List<Style> active(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from (" + SELECT + """
                        where c.collection_id = :collection and c.state = 'active') s
                        where size > 0 order by size desc, id
                        """)
                .bind("collection", collection)
                .map(StyleRepository::style)
                .list());
    }

    /// One of the clustering in use.
    Optional<Style> find(long collection, UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SELECT + "where c.collection_id = :collection and c.state = 'active' and s.id = :id")
                .bind("collection", collection)
                .bind("id", id)
                .map(StyleRepository::style)
                .findOne());
    }

    /// The ids of a clustering's styles and their centroids, in one order always.
    Map<UUID, Vector> centroids(UUID clustering) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id, centroid from style where clustering_id = :clustering order by id")
                .bind("clustering", clustering)
                .reduceRows(new LinkedHashMap<>(), (found, row) -> {
                    found.put(
                            row.getColumn("id", UUID.class), Vector.fromBytes(row.getColumn("centroid", byte[].class)));
                    return found;
                }));
    }

    /// @return false if another style has the name
    boolean rename(UUID id, String name) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("update style set name = :name, named = true where id = :id")
                    .bind("id", id)
                    .bind("name", name)
                    .execute());
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /// Images of a style that can be found, the closest first.
    ///
    /// @param from where an earlier part ended, or null
    List<StyleCursor> images(UUID style, StyleCursor from, int limit) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(
                            """
                            select m.image_id, m.closeness from style_image m
                                join image i on i.id = m.image_id and i.trashed_at is null
                            where m.style_id = :style %s
                            order by m.closeness desc, m.image_id limit :limit
                            """.formatted(
                                            from == null
                                                    ? ""
                                                    : "and (m.closeness < :closeness or m.closeness = :closeness and m.image_id > :image)"))
                    .bind("style", style)
                    .bind("limit", limit);
            if (from != null) {
                query.bind("closeness", from.closeness()).bind("image", from.image());
            }
            return query.map((row, _) ->
                            new StyleCursor(style, row.getFloat("closeness"), row.getObject("image_id", UUID.class)))
                    .list();
        });
    }

    /// The image at a place of [#images].
    Optional<UUID> imageAt(UUID style, int place) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select m.image_id from style_image m
                            join image i on i.id = m.image_id and i.trashed_at is null
                        where m.style_id = :style
                        order by m.closeness desc, m.image_id offset :place limit 1
                        """)
                .bind("style", style)
                .bind("place", place)
                .mapTo(UUID.class)
                .findOne());
    }

    /// In which directions from the centre of each style its images are, in the order of [#images].
    Map<UUID, List<Float>> bearings(Collection<UUID> styles) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select m.style_id, array_agg(m.bearing order by m.closeness desc, m.image_id) as bearings
                        from style_image m join image i on i.id = m.image_id and i.trashed_at is null
                        where m.style_id = any(:styles) group by m.style_id
                        """)
                .bindArray("styles", UUID.class, List.copyOf(styles))
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("style_id", UUID.class), List.of(row.getColumn("bearings", Float[].class)));
                    return found;
                }));
    }

    /// Of each style the few images that are closest to its centre.
    Map<UUID, List<UUID>> covers(Collection<UUID> styles, int each) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select s.id, array(
                            select m.image_id from style_image m
                                join image i on i.id = m.image_id and i.trashed_at is null
                            where m.style_id = s.id order by m.closeness desc, m.image_id limit :each) as images
                        from unnest(:styles) s(id)
                        """)
                .bindArray("styles", UUID.class, List.copyOf(styles))
                .bind("each", each)
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("id", UUID.class), List.of(row.getColumn("images", UUID[].class)));
                    return found;
                }));
    }

    /// The clustering whose styles are in use.
    Optional<UUID> inUse(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id from clustering where collection_id = :collection and state = 'active'
                        """)
                .bind("collection", collection)
                .mapTo(UUID.class)
                .findOne());
    }

    Map<UUID, UUID> ofImages(UUID clustering, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select image_id, style_id from style_image
                        where clustering_id = :clustering and image_id = any(:images)
                        """)
                .bind("clustering", clustering)
                .bindArray("images", UUID.class, List.copyOf(images))
                .map((row, _) -> Map.entry(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    Set<UUID> imagesOf(Collection<UUID> styles) {
        return new HashSet<>(jdbi.withHandle(handle -> handle.createQuery("""
                        select m.image_id from style_image m
                            join image i on i.id = m.image_id and i.trashed_at is null
                        where m.style_id = any(:styles)
                        """)
                .bindArray("styles", UUID.class, List.copyOf(styles))
                .mapTo(UUID.class)
                .list()));
    }

    private static Style style(ResultSet row, StatementContext context) throws SQLException {
        return new Style(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getBoolean("named"),
                Vector.fromBytes(row.getBytes("centroid")),
                row.getLong("size"));
    }
}
