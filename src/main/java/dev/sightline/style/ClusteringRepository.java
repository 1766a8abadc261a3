package dev.sightline.style;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Generation;
import dev.sightline.style.Clustering.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// How far clusterings have come, and how the next one takes the place of the one in use.
@ApplicationScoped
class ClusteringRepository {

    private static final String UNDER_WAY = "state <> 'active'";

    /// Ready images with the vector by which they are compared: that of their pixels, or of their words where they have
    /// no other.
    private static final String VECTORS = """
            from image i cross join lateral (
                select v.embedding from vector v
                where v.space_id = :space and v.image_id = i.id and v.kind in ('image', 'text')
                order by v.kind, v.ordinal limit 1) v
            where i.collection_id = :collection and i.state = 'ready' and i.trashed_at is null
            """;

    private final Jdbi jdbi;

    ClusteringRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How many images there are to be put into styles.
    int countImages(long collection, Generation generation) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) " + VECTORS)
                .bind("collection", collection)
                .bind("space", generation.spaceId())
                .mapTo(int.class)
                .one());
    }

    /// Whether no image is being taken in.
    boolean isSettled(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select not exists (
                            select from image
                            where collection_id = :collection and state not in ('ready', 'failed')
                                and trashed_at is null)
                        """)
                .bind("collection", collection)
                .mapTo(boolean.class)
                .one());
    }

    /// Begins a clustering, in place of one that failed or that goes by the vectors of another generation.
    ///
    /// @param givenK or null
    /// @param sample how many images it is fitted to at most; which is decided by the seed
    /// @return empty if one is under way already
    Optional<UUID> begin(UUID id, long collection, Generation generation, Integer givenK, long seed, int sample) {
        return jdbi.inTransaction(handle -> {
            handle.createUpdate("delete from clustering where collection_id = :collection and " + UNDER_WAY
                            + " and (failure is not null or generation_id <> :generation)")
                    .bind("collection", collection)
                    .bind("generation", generation.id())
                    .execute();
            return handle.createQuery("""
                            insert into clustering (id, collection_id, generation_id, state, given_k, k, reason, seed, sample)
                            select :id, :collection, :generation, case when :k is null then 'choosing' else 'fitting' end,
                                :k, :k, case when :k is not null then 'You asked for this number.' end, :seed, array(
                                    select i.id %s order by uuid_hash_extended(i.id, :seed) limit :sample)
                            on conflict do nothing returning id
                            """.formatted(VECTORS))
                    .bind("id", id)
                    .bind("collection", collection)
                    .bind("generation", generation.id())
                    .bind("space", generation.spaceId())
                    .bindByType("k", givenK, Integer.class)
                    .bind("seed", seed)
                    .bind("sample", sample)
                    .mapTo(UUID.class)
                    .findOne();
        });
    }

    Optional<Clustering> active(long collection) {
        return one("where collection_id = :key and state = 'active'", collection);
    }

    Optional<Clustering> underWay(long collection) {
        return one("where collection_id = :key and " + UNDER_WAY, collection);
    }

    private Optional<Clustering> one(String where, Object key) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from clustering " + where)
                .bind("key", key)
                .map(ClusteringRepository::clustering)
                .findOne());
    }

    boolean isThere(UUID clustering) {
        return one("where id = :key", clustering).isPresent();
    }

    /// All that are there.
    List<Clustering> list() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from clustering order by created_at, id")
                .map(ClusteringRepository::clustering)
                .list());
    }

    /// The vectors of the images that a clustering is fitted to, as far as they are still there.
    ///
    /// @param limit how many of them at most
    List<Vector> sample(Clustering clustering, Generation generation, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with sampled as (
                            select s.image, s.place from clustering c, unnest(c.sample) with ordinality s(image, place)
                            where c.id = :id and s.place <= :limit)
                        select v.embedding from sampled s join image i on i.id = s.image cross join lateral (
                            select v.embedding from vector v
                            where v.space_id = :space and v.image_id = i.id and v.kind in ('image', 'text')
                            order by v.kind, v.ordinal limit 1) v
                        order by s.place
                        """)
                .bind("id", clustering.id())
                .bind("space", generation.spaceId())
                .bind("limit", limit)
                .setFetchSize(1000)
                .map((row, _) -> Vector.fromBytes(row.getBytes("embedding")))
                .list());
    }

    int sampleSize(Clustering clustering) {
        return jdbi.withHandle(handle -> handle.createQuery("select cardinality(sample) from clustering where id = :id")
                .bind("id", clustering.id())
                .mapTo(int.class)
                .findOne()
                .orElse(0));
    }

    List<Candidate> candidates(UUID clustering) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from clustering_candidate where clustering_id = :id order by k")
                        .bind("id", clustering)
                        .map((row, _) ->
                                new Candidate(row.getInt("k"), row.getDouble("silhouette"), row.getDouble("stability")))
                        .list());
    }

    void add(UUID clustering, Candidate candidate) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into clustering_candidate (clustering_id, k, silhouette, stability)
                        select id, :k, :silhouette, :stability from clustering where id = :id
                        on conflict do nothing
                        """)
                .bind("id", clustering)
                .bind("k", candidate.k())
                .bind("silhouette", candidate.silhouette())
                .bind("stability", candidate.stability())
                .execute());
    }

    void choose(UUID clustering, Choice choice) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update clustering set k = :k, reason = :reason, state = 'fitting'
                        where id = :id and state = 'choosing'
                        """)
                .bind("id", clustering)
                .bind("k", choice.k())
                .bind("reason", choice.reason())
                .execute());
    }

    int starts(UUID clustering) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from clustering_start where clustering_id = :id")
                        .bind("id", clustering)
                        .mapTo(int.class)
                        .one());
    }

    void addStart(UUID clustering, int number, double distance, Points centres) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into clustering_start (clustering_id, number, distance, centroids)
                        select id, :number, :distance, :centroids from clustering where id = :id
                        on conflict do nothing
                        """)
                .bind("id", clustering)
                .bind("number", number)
                .bind("distance", distance)
                .bind("centroids", bytes(centres))
                .execute());
    }

    /// Makes styles of the best start.
    void fitted(Clustering clustering, int dimension) {
        jdbi.useTransaction(handle -> {
            var best = handle.createQuery("""
                            select centroids from clustering_start where clustering_id = :id order by distance, number limit 1
                            """)
                    .bind("id", clustering.id())
                    .mapTo(byte[].class)
                    .one();
            boolean moved = handle.createUpdate("""
                                    update clustering set state = 'assigning' where id = :id and state = 'fitting'
                                    """).bind("id", clustering.id()).execute() == 1;
            if (moved) {
                int length = dimension * Float.BYTES;
                var batch = handle.prepareBatch(
                        "insert into style (id, clustering_id, centroid) values (:id, :c, :centroid)");
                for (int from = 0; from < best.length; from += length) {
                    batch.bind("id", UUID.randomUUID())
                            .bind("c", clustering.id())
                            .bind("centroid", Arrays.copyOfRange(best, from, from + length))
                            .add();
                }
                batch.execute();
                handle.createUpdate("delete from clustering_start where clustering_id = :id")
                        .bind("id", clustering.id())
                        .execute();
            }
        });
    }

    /// An image that has no style yet.
    record Unassigned(UUID image, Vector vector) {}

    /// Up to `limit` images without a style, by their ids.
    ///
    /// @param after an id below those of all that are meant
    List<Unassigned> unassigned(Clustering clustering, Generation generation, UUID after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("select i.id, v.embedding " + VECTORS + """
                        and i.id > :after
                        and not exists (select from style_image m where m.clustering_id = :id and m.image_id = i.id)
                        order by i.id limit :limit
                        """)
                .bind("collection", clustering.collection())
                .bind("space", generation.spaceId())
                .bind("id", clustering.id())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) ->
                        new Unassigned(row.getObject("id", UUID.class), Vector.fromBytes(row.getBytes("embedding"))))
                .list());
    }

    /// Whether every image that has a vector has a style.
    boolean isComplete(Clustering clustering, Generation generation) {
        return unassigned(clustering, generation, new UUID(0, 0), 1).isEmpty();
    }

    /// Gives images their styles, those that are still there and have none. What comes to a clustering in use is late.
    void assign(Clustering clustering, List<UUID> images, List<UUID> styles, float[] closeness, float[] bearings) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into style_image (clustering_id, image_id, style_id, closeness, bearing, late)
                        select c.id, i.id, n.style, n.closeness, n.bearing, c.state = 'active'
                        from clustering c, unnest(:images, :styles, :closeness, :bearings) n(image, style, closeness, bearing)
                            join image i on i.id = n.image
                        where c.id = :id
                        order by i.id
                        on conflict do nothing
                        """)
                .bind("id", clustering.id())
                .bindArray("images", UUID.class, images)
                .bindArray("styles", UUID.class, styles)
                .bindArray("closeness", Float.class, boxed(closeness))
                .bindArray("bearings", Float.class, boxed(bearings))
                .execute());
    }

    private static List<Float> boxed(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    /// How many images have a style, in the library as it is.
    int assigned(UUID clustering) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from style_image where clustering_id = :id")
                        .bind("id", clustering)
                        .mapTo(int.class)
                        .one());
    }

    /// Takes the place of the clustering in use, which is deleted. Names that a person gave go to the style that has
    /// most of the images; of several names for one style, the one with more images. Where another style was to be
    /// called so, it gives the name away.
    ///
    /// @param names of the styles, all different
    void activate(Clustering clustering, List<Named> names) {
        jdbi.useTransaction(handle -> {
            var batch = handle.prepareBatch("update style set name = :name where id = :id");
            names.forEach(named ->
                    batch.bind("id", named.style()).bind("name", named.name()).add());
            batch.execute();
            carryNames(handle, clustering);
            handle.createUpdate("delete from clustering where collection_id = :collection and state = 'active'")
                    .bind("collection", clustering.collection())
                    .execute();
            handle.createUpdate("""
                            update clustering set state = 'active', active_at = now(), failure = null,
                                distance = (select avg(1 - closeness) from style_image where clustering_id = :id)
                            where id = :id and state = 'assigning'
                            """).bind("id", clustering.id()).execute();
        });
    }

    record Named(UUID style, String name) {}

    private static void carryNames(Handle handle, Clustering clustering) {
        var carried = handle.createQuery("""
                        with shared as (
                            select o.id as old, o.name, n.style_id as new, count(*) as images
                            from clustering c join style o on o.clustering_id = c.id and o.named
                                join style_image m on m.style_id = o.id
                                join style_image n on n.clustering_id = :id and n.image_id = m.image_id
                            where c.collection_id = :collection and c.state = 'active'
                            group by o.id, o.name, n.style_id),
                        nearest as (select distinct on (old) * from shared order by old, images desc, new)
                        select distinct on (new) new, name from nearest order by new, images desc, old
                        """)
                .bind("id", clustering.id())
                .bind("collection", clustering.collection())
                .map((row, _) -> new Named(row.getObject("new", UUID.class), row.getString("name")))
                .list();
        for (var name : carried) {
            handle.createUpdate("""
                            update style set name = name || ' ' || left(id::text, 4)
                            where clustering_id = :id and lower(name) = lower(:name) and id <> :style
                            """)
                    .bind("id", clustering.id())
                    .bind("name", name.name())
                    .bind("style", name.style())
                    .execute();
            handle.createUpdate("update style set name = :name, named = true where id = :style")
                    .bind("name", name.name())
                    .bind("style", name.style())
                    .execute();
        }
    }

    void fail(UUID clustering, String failure) {
        jdbi.useHandle(handle -> handle.createUpdate("update clustering set failure = :failure where id = :id")
                .bind("id", clustering)
                .bind("failure", failure)
                .execute());
    }

    void goOn(UUID clustering) {
        jdbi.useHandle(handle -> handle.createUpdate("update clustering set failure = null where id = :id")
                .bind("id", clustering)
                .execute());
    }

    /// What a clustering in use has been given since.
    ///
    /// @param images   that came later
    /// @param all      images that have a style
    /// @param distance of those that came later to the centre of their style, or null if there are none
    record Late(long images, long all, Double distance) {}

    Late late(UUID clustering) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) filter (where m.late) as images, count(*) as all,
                            avg(1 - m.closeness) filter (where m.late) as distance
                        from style_image m join image i on i.id = m.image_id and i.trashed_at is null
                        where m.clustering_id = :id
                        """)
                .bind("id", clustering)
                .map((row, _) ->
                        new Late(row.getLong("images"), row.getLong("all"), row.getObject("distance", Double.class)))
                .one());
    }

    private static byte[] bytes(Points points) {
        var bytes = new ByteArrayOutputStream();
        points.all().forEach(point -> bytes.writeBytes(points.vector(point).toBytes()));
        return bytes.toByteArray();
    }

    private static Clustering clustering(ResultSet row, StatementContext context) throws SQLException {
        return new Clustering(
                row.getObject("id", UUID.class),
                row.getLong("collection_id"),
                row.getLong("generation_id"),
                State.of(row.getString("state")),
                row.getObject("given_k", Integer.class),
                row.getObject("k", Integer.class),
                row.getString("reason"),
                row.getLong("seed"),
                row.getObject("distance", Double.class),
                row.getString("failure"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "active_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
