package dev.sightline.index;

import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/// The vectors in PostgreSQL, from which every engine is filled, and the changes that it has to follow.
@ApplicationScoped
public class VectorRepository {

    private static final String ENTRIES = """
            select v.image_id, v.kind, v.ordinal, v.embedding, v.level, i.collection_id, i.media_type, i.date
            from vector v join image i on i.id = v.image_id
            where v.space_id = :space and i.state = 'ready' and i.trashed_at is null
            """;

    /// Ready images without a vector of the kind that every image takes part with, apart from those that
    /// `:generation` cannot be given one of.
    private static final String MISSING = """
            from image i
            where i.state = 'ready'
                and not exists (
                    select from vector v where v.space_id = :space and v.image_id = i.id and v.kind = :kind)
                and not exists (
                    select from generation_gap g where g.generation_id = :generation and g.image_id = i.id)
            """;

    private final Jdbi jdbi;

    VectorRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Hands over every entry of a space that can be found, a thousand at a time.
    ///
    /// @return the last change that they include
    Change readAll(long space, Consumer<List<IndexEntry>> consumer) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var last = handle.createQuery("""
                            select s.last as sequence, o.image_id, o.created_at, coalesce(o.fewer, false) as fewer
                            from change_sequence s left join outbox o on o.sequence = s.last
                            """).map(VectorRepository::change).one();
            try (var entries = handle
                    .createQuery(ENTRIES)
                    .bind("space", space)
                    .setFetchSize(1000)
                    .map(VectorRepository::entry)
                    .stream()) {
                entries.gather(Gatherers.windowFixed(1000)).forEach(consumer);
            }
            return last;
        });
    }

    /// Changes after this number, the earliest first.
    List<Change> changesAfter(long sequence, int limit) {
        return jdbi.withHandle(handle -> changesAfter(handle, sequence, limit));
    }

    static List<Change> changesAfter(Handle handle, long sequence, int limit) {
        return handle.createQuery("select * from outbox where sequence > :sequence order by sequence limit :limit")
                .bind("sequence", sequence)
                .bind("limit", limit)
                .map(VectorRepository::change)
                .list();
    }

    /// Whether this very change is in this database. Then so is everything before it: had an older state been restored
    /// and gone on from there, another image or another time would have its number, or none yet.
    boolean isThere(Change change) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from outbox
                            where sequence = :sequence and image_id = :image and created_at = :createdAt)
                        """)
                .bind("sequence", change.sequence())
                .bind("image", change.image())
                .bind("createdAt", change.createdAt().atOffset(ZoneOffset.UTC))
                .mapTo(boolean.class)
                .one());
    }

    /// Removes changes that every running instance has seen long ago. The last one stays: by the gap before it, who was
    /// asleep for longer can tell what he has missed. What a copy in an engine has not seen yet, stays too.
    public void forgetChanges(Duration olderThan) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        delete from outbox
                        where created_at < now() - make_interval(secs => :seconds)
                            and sequence < (select last from change_sequence)
                            and sequence <= all (
                                select c.settled from engine_copy c join generation g on g.id = c.generation_id
                                where g.state in ('active', 'building'))
                        """).bind("seconds", olderThan.toSeconds()).execute());
    }

    static boolean isMissingAny(Handle handle, Generation generation) {
        return handle.createQuery("select exists (select " + MISSING + ")")
                .bind("space", generation.spaceId())
                .bind("generation", generation.id())
                .bind("kind", generation.kind().code())
                .mapTo(boolean.class)
                .one();
    }

    /// Up to `limit` images that are ready, and that the generation has no vector of: the newest first, because they
    /// are looked for most.
    public List<UUID> missing(Generation generation, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select i.id " + MISSING + " order by i.date desc, i.id desc limit :limit")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .bind("kind", generation.kind().code())
                        .bind("limit", limit)
                        .mapTo(UUID.class)
                        .list());
    }

    /// Stores vectors of images' pixels, of those that are still there and have none.
    public void add(Generation generation, Map<UUID, Calibrated> vectors) {
        jdbi.useTransaction(handle -> {
            if (!isKept(handle, generation)) {
                return;
            }
            var batch = handle.prepareBatch("""
                    insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                    select :space, id, 'image', 0, :embedding, :level from image where id = :image
                    on conflict do nothing
                    """);
            vectors.forEach((image, calibrated) -> batch.bind("space", generation.spaceId())
                    .bind("image", image)
                    .bind("embedding", calibrated.vector().toBytes())
                    .bind("level", calibrated.level())
                    .add());
            batch.execute();
            vectors.keySet().forEach(image -> Images.recordIndexChange(handle, image));
        });
    }

    /// Whether a generation was not dropped, and is not until the transaction ends.
    static boolean isKept(Handle handle, Generation generation) {
        return handle.createQuery("select state <> 'dropped' from generation where id = :id for share")
                .bind("id", generation.id())
                .mapTo(boolean.class)
                .one();
    }

    /// Those of these images that have a vector of their pixels.
    public Set<UUID> having(long space, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select image_id from vector
                        where space_id = :space and kind = 'image' and ordinal = 0 and image_id = any(:images)
                        """)
                .bind("space", space)
                .bindArray("images", UUID.class, List.copyOf(images))
                .mapTo(UUID.class)
                .set());
    }

    /// Whether any image has a vector of its pixels.
    public boolean hasAny(long space) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select exists (select from vector where space_id = :space and kind = 'image')")
                .bind("space", space)
                .mapTo(boolean.class)
                .one());
    }

    /// Stores vectors of images' pixels that were computed elsewhere, of those that are ready.
    ///
    /// @param replacing whether a vector that is there gives way
    /// @return the images whose vectors these are now
    public Set<UUID> bring(Generation generation, Map<UUID, Calibrated> vectors, boolean replacing) {
        return jdbi.inTransaction(handle -> {
            var batch = handle.prepareBatch("""
                    insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                    select :space, i.id, 'image', 0, :embedding, :level from image i
                    where i.id = :image and i.state = 'ready'
                        and exists (select from generation where id = :generation and state <> 'dropped')
                    on conflict (space_id, image_id, kind, ordinal) do update
                        set embedding = excluded.embedding, level = excluded.level, created_at = now()
                        where :replacing
                    """);
            // Always in one order, so that two who bring the same wait for each other at most once.
            new TreeMap<>(vectors).forEach((image, calibrated) -> batch.bind("space", generation.spaceId())
                    .bind("generation", generation.id())
                    .bind("image", image)
                    .bind("embedding", calibrated.vector().toBytes())
                    .bind("level", calibrated.level())
                    .bind("replacing", replacing)
                    .add());
            var stored = vectors.isEmpty()
                    ? Set.<UUID>of()
                    : batch.executePreparedBatch("image_id").mapTo(UUID.class).set();
            handle.createUpdate("""
                            delete from generation_gap where image_id = any(:images)
                                and generation_id in (select id from generation where space_id = :space)
                            """)
                    .bindArray("images", UUID.class, List.copyOf(stored))
                    .bind("space", generation.spaceId())
                    .execute();
            // Words are read once more together with these pixels.
            WordVectors.remove(handle, generation.spaceId(), stored);
            return stored;
        });
    }

    /// Says that a generation cannot be given a vector of an image as it is.
    public void addGap(Generation generation, UUID image) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into generation_gap (generation_id, image_id)
                        select :generation, id from image where id = :image
                        on conflict do nothing
                        """)
                .bind("generation", generation.id())
                .bind("image", image)
                .execute());
    }

    /// The images that a generation cannot be given a vector of as they are.
    public List<UUID> gaps(Generation generation) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select image_id from generation_gap where generation_id = :generation order by image_id")
                .bind("generation", generation.id())
                .mapTo(UUID.class)
                .list());
    }

    /// The entries of these images as they are now; an image that cannot be found any more has none.
    List<IndexEntry> entries(long space, Collection<UUID> images) {
        return jdbi.withHandle(handle -> entries(handle, space, images));
    }

    static List<IndexEntry> entries(Handle handle, long space, Collection<UUID> images) {
        return handle.createQuery(ENTRIES + " and v.image_id = any(:images)")
                .bind("space", space)
                .bindArray("images", UUID.class, List.copyOf(images))
                .map(VectorRepository::entry)
                .list();
    }

    /// The images with vectors of a space that come after this one, by id.
    static List<UUID> imagesAfter(Handle handle, long space, UUID image, int limit) {
        return handle.createQuery("""
                        select distinct image_id from vector where space_id = :space and image_id > :image
                        order by image_id limit :limit
                        """)
                .bind("space", space)
                .bind("image", image)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /// How many entries of a space can be found.
    static long count(Handle handle, long space) {
        return handle.createQuery("select count(*) from (" + ENTRIES + ")")
                .bind("space", space)
                .mapTo(long.class)
                .one();
    }

    /// Some images of a space, by chance.
    static List<UUID> sample(Handle handle, long space, int limit) {
        return handle.createQuery("""
                        select v.image_id from vector v join image i on i.id = v.image_id
                        where v.space_id = :space and i.state = 'ready' and i.trashed_at is null
                        group by v.image_id order by random() limit :limit
                        """)
                .bind("space", space)
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list();
    }

    /// The levels of what engines found, with ordinal and image; what is no longer there is missing.
    Map<Found, Float> levels(long space, Kind kind, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select v.image_id, v.ordinal, v.level from vector v join image i on i.id = v.image_id
                        where v.space_id = :space and v.kind = :kind and v.image_id = any(:images)
                            and i.state = 'ready' and i.trashed_at is null
                        """)
                .bind("space", space)
                .bind("kind", kind.code())
                .bindArray("images", UUID.class, List.copyOf(images))
                .reduceRows(new HashMap<>(), (levels, row) -> {
                    levels.put(
                            new Found(row.getColumn("image_id", UUID.class), row.getColumn("ordinal", Integer.class)),
                            row.getColumn("level", Float.class));
                    return levels;
                }));
    }

    /// An entry of one kind.
    record Found(UUID image, int ordinal) {}

    /// The vectors that these images take part with in a generation, by their ordinals: one of pixels, or one of each
    /// text. Images without any are missing.
    public Map<UUID, List<Calibrated>> ofImages(Generation generation, Collection<UUID> images) {
        return ofImages(generation.spaceId(), generation.kind(), images);
    }

    private Map<UUID, List<Calibrated>> ofImages(long space, Kind kind, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select image_id, embedding, level from vector
                        where space_id = :space and kind = :kind and image_id = any(:images)
                        order by image_id, ordinal
                        """)
                .bind("space", space)
                .bind("kind", kind.code())
                .bindArray("images", UUID.class, List.copyOf(images))
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.computeIfAbsent(row.getColumn("image_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Calibrated(
                                    Vector.fromBytes(row.getColumn("embedding", byte[].class)),
                                    row.getColumn("level", Double.class)));
                    return found;
                }));
    }

    /// Vectors of these images' pixels in the first of some spaces that has one.
    public Map<UUID, Vector> ofImages(List<Space> spaces, Collection<UUID> images) {
        var found = new HashMap<UUID, Vector>();
        for (long space : GenerationRows.ids(jdbi, spaces)) {
            ofImages(space, Kind.IMAGE, images)
                    .forEach((image, vectors) ->
                            found.putIfAbsent(image, vectors.getFirst().vector()));
        }
        return found;
    }

    /// How many ready images have a vector of their pixels in none of some spaces, in all collections.
    public long without(List<Space> spaces) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from image i
                        where i.state = 'ready' and not exists (
                            select from vector v
                            where v.space_id = any(:spaces) and v.image_id = i.id and v.kind = 'image')
                        """)
                .bindArray("spaces", Long.class, GenerationRows.ids(jdbi, spaces))
                .mapTo(long.class)
                .one());
    }

    /// A vector and the cosine that only the best-matching few of the bank of queries reach for it.
    public record Calibrated(Vector vector, double level) {}

    /// How many images can be found in this generation, and how many there are.
    public Coverage coverage(long collection, Generation generation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(v.image_id) as found, count(*) as all
                        from image i left join (
                            select distinct image_id from vector where space_id = :space and kind = :kind) v
                            on v.image_id = i.id
                        where i.collection_id = :collection and i.trashed_at is null and i.state <> 'failed'
                        """)
                .bind("collection", collection)
                .bind("space", generation.spaceId())
                .bind("kind", generation.kind().code())
                .map((row, _) -> new Coverage(row.getLong("found"), row.getLong("all")))
                .one());
    }

    private static Change change(ResultSet row, StatementContext context) throws SQLException {
        var createdAt = row.getObject("created_at", OffsetDateTime.class);
        return new Change(
                row.getLong("sequence"),
                row.getObject("image_id", UUID.class),
                createdAt == null ? null : createdAt.toInstant(),
                row.getBoolean("fewer"));
    }

    private static IndexEntry entry(ResultSet row, StatementContext context) throws SQLException {
        return new IndexEntry(
                row.getObject("image_id", UUID.class),
                Kind.of(row.getString("kind")),
                row.getInt("ordinal"),
                Vector.fromBytes(row.getBytes("embedding")),
                row.getFloat("level"),
                row.getLong("collection_id"),
                row.getString("media_type"),
                row.getObject("date", OffsetDateTime.class).toInstant());
    }
}
