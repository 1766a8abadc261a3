package dev.sightline.index;

import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/// The vectors of what is written about images, and those of words and pixels together, in PostgreSQL: which there are,
/// and which are not what the words say now. They are beside vectors of pixels; those of a model that sees no
/// pictures are [TextVectors].
@ApplicationScoped
public class WordVectors {

    /// A condition on an image `i`: somebody, its file or a machine has written something about it.
    static final String WORDED = "coalesce(i.title, i.description, i.machine_title, i.machine_description) is not null";

    /// Ready images with words of which there is no vector, or one of other words.
    private static final String UNREAD = """
            from image i
            where i.state = 'ready' and %s
                and exists (
                    select from vector v where v.space_id = :space and v.image_id = i.id and v.kind = 'image')
                and not exists (
                    select from vector v
                    where v.space_id = :space and v.image_id = i.id and v.kind = 'text' and v.ordinal = 0
                        and v.words_version = i.words_version)
                and not exists (
                    select from words_gap g
                    where g.generation_id = :generation and g.image_id = i.id and g.words_version = i.words_version)
            """.formatted(WORDED);

    private static final String REMOVAL =
            "delete from vector where space_id = :space and image_id = any(:images) and kind in ('text', 'combined')";

    private final Jdbi jdbi;
    private final boolean wanted;

    WordVectors(Jdbi jdbi, EmbeddingConfiguration config) {
        this.jdbi = jdbi;
        this.wanted = config.words();
    }

    /// What is written about an image.
    ///
    /// @param version of the words
    /// @param picture the vector of its pixels
    public record Written(UUID image, int version, String text, Vector picture) {}

    /// Vectors of what is written about an image.
    ///
    /// @param combined the mean of text and pixels
    public record Read(Written written, Calibrated text, Calibrated combined) {}

    /// Whether something is written about an image that is to have a vector.
    public boolean isWanted(UUID image) {
        return wanted
                && jdbi.withHandle(handle -> handle.createQuery(
                                "select exists (select from image i where i.id = :image and %s)".formatted(WORDED))
                        .bind("image", image)
                        .mapTo(boolean.class)
                        .one());
    }

    boolean isUnreadAny(Handle handle, Generation generation) {
        return wanted
                && handle.createQuery("select exists (select " + UNREAD + ")")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .mapTo(boolean.class)
                        .one();
    }

    /// Whether there are words in a collection that are still to be read.
    public boolean isUnreadAny(Generation generation, long collection) {
        return wanted
                && jdbi.withHandle(handle -> handle.createQuery(
                                "select exists (select " + UNREAD + " and i.collection_id = :collection)")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .bind("collection", collection)
                        .mapTo(boolean.class)
                        .one());
    }

    /// Up to `limit` images with words that the generation has no vector of, the newest first.
    public List<Written> unread(Generation generation, int limit) {
        if (!wanted) {
            return List.of();
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select w.*, p.embedding
                        from (
                            select i.id, i.words_version, i.title, i.description, i.machine_title, i.machine_description,
                                i.date
                            %s order by i.date desc, i.id desc limit :limit) w
                            join vector p on p.space_id = :space and p.image_id = w.id and p.kind = 'image'
                                and p.ordinal = 0
                        order by w.date desc, w.id desc
                        """.formatted(UNREAD))
                .bind("space", generation.spaceId())
                .bind("generation", generation.id())
                .bind("limit", limit)
                .map((row, _) -> new Written(
                        row.getObject("id", UUID.class),
                        row.getInt("words_version"),
                        ImageText.of(
                                row.getString("title"),
                                row.getString("description"),
                                row.getString("machine_title"),
                                row.getString("machine_description")),
                        Vector.fromBytes(row.getBytes("embedding"))))
                .list());
    }

    /// Vectors of these very words in the first of some spaces that has one.
    public Map<UUID, Vector> ofTexts(List<Space> spaces, List<Written> all) {
        var versions = all.stream().collect(Collectors.toMap(Written::image, Written::version));
        var found = new HashMap<UUID, Vector>();
        for (long space : GenerationRows.ids(jdbi, spaces)) {
            jdbi.useHandle(handle -> handle.createQuery("""
                            select image_id, embedding, words_version from vector
                            where space_id = :space and kind = 'text' and ordinal = 0 and image_id = any(:images)
                            """)
                    .bind("space", space)
                    .bindArray("images", UUID.class, List.copyOf(versions.keySet()))
                    .reduceRows(found, (vectors, row) -> {
                        var image = row.getColumn("image_id", UUID.class);
                        if (versions.get(image).equals(row.getColumn("words_version", Integer.class))) {
                            vectors.putIfAbsent(image, Vector.fromBytes(row.getColumn("embedding", byte[].class)));
                        }
                        return vectors;
                    }));
        }
        return found;
    }

    /// Stores vectors of words that are still the same.
    public void add(Generation generation, List<Read> all) {
        jdbi.useTransaction(handle -> {
            if (!VectorRepository.isKept(handle, generation)) {
                return;
            }
            var batch = handle.prepareBatch("""
                    insert into vector (space_id, image_id, kind, ordinal, embedding, level, words_version)
                    select :space, id, :kind, 0, :embedding, :level, :version from image
                    where id = :image and words_version = :version
                    on conflict (space_id, image_id, kind, ordinal)
                        do update set embedding = excluded.embedding, level = excluded.level,
                            words_version = excluded.words_version, created_at = now()
                    """);
            for (var read : all) {
                add(batch, generation, read.written(), Kind.TEXT, read.text());
                add(batch, generation, read.written(), Kind.COMBINED, read.combined());
            }
            batch.execute();
            Images.recordIndexChanges(
                    handle, all.stream().map(read -> read.written().image()).toList());
        });
    }

    private static void add(PreparedBatch batch, Generation generation, Written written, Kind kind, Calibrated vector) {
        batch.bind("space", generation.spaceId())
                .bind("image", written.image())
                .bind("version", written.version())
                .bind("kind", kind.code())
                .bind("embedding", vector.vector().toBytes())
                .bind("level", vector.level())
                .add();
    }

    /// Removes up to `limit` images' vectors of words that are gone. Where no new ones are wanted, those of words that
    /// are others now go too; what is still true stays.
    ///
    /// @return how many images they were of
    public int removeOutdated(Generation generation, int limit) {
        return jdbi.inTransaction(handle -> {
            var outdated = handle.createQuery("""
                            select i.id from vector v join image i on i.id = v.image_id
                            where v.space_id = :space and v.kind = 'text' and v.ordinal = 0
                                and not (%s and (:wanted or v.words_version = i.words_version))
                            limit :limit
                            """.formatted(WORDED))
                    .bind("space", generation.spaceId())
                    .bind("wanted", wanted)
                    .bind("limit", limit)
                    .mapTo(UUID.class)
                    .list();
            remove(handle, generation.spaceId(), outdated);
            return outdated.size();
        });
    }

    /// Removes the vectors that words have a part in, and tells engines that there are fewer entries of these images.
    // The
    /// last statement of its transaction: others wait for the numbers that it takes.
    static void remove(Handle handle, long space, Collection<UUID> images) {
        if (images.isEmpty()) {
            return;
        }
        forget(handle, space, images);
        Images.recordIndexRemovals(handle, images);
    }

    /// Removes the vectors that words have a part in, because those of the pixels are others now.
    public static void forget(Handle handle, long space, Collection<UUID> images) {
        handle.createUpdate(REMOVAL)
                .bind("space", space)
                .bindArray("images", UUID.class, List.copyOf(images))
                .execute();
    }

    /// Says that the model does not read the words of an image as they are. It has no vector of them then.
    public void addGap(Generation generation, Written written, String reason) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into words_gap (generation_id, image_id, words_version, reason)
                            select :generation, id, :version, :reason from image where id = :image
                            on conflict (generation_id, image_id)
                                do update set words_version = excluded.words_version, reason = excluded.reason
                            """)
                    .bind("generation", generation.id())
                    .bind("image", written.image())
                    .bind("version", written.version())
                    .bind("reason", reason)
                    .execute();
            boolean had = handle.createQuery("""
                            select exists (
                                select from vector where space_id = :space and image_id = :image and kind = 'text')
                            """)
                    .bind("space", generation.spaceId())
                    .bind("image", written.image())
                    .mapTo(boolean.class)
                    .one();
            if (had) {
                remove(handle, generation.spaceId(), List.of(written.image()));
            }
        });
    }

    /// Has words that were refused read again.
    public void forgetGaps(Generation generation) {
        jdbi.useHandle(handle -> handle.execute("delete from words_gap where generation_id = ?", generation.id()));
    }

    /// Words that a model does not read.
    ///
    /// @param images how many have such
    /// @param reason of one of them
    public record Refused(long images, String reason) {}

    public Optional<Refused> refused(Generation generation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) as images, max(g.reason) as reason
                        from words_gap g join image i on i.id = g.image_id and i.words_version = g.words_version
                        where g.generation_id = :generation having count(*) > 0
                        """)
                .bind("generation", generation.id())
                .map((row, _) -> new Refused(row.getLong("images"), row.getString("reason")))
                .findOne());
    }

    /// Of how many images of a collection there is a vector of what is written about them, and of how many
    /// there is to be one.
    public Coverage coverage(long collection, long space) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(v.image_id) as found, count(*) as all
                        from image i left join (
                            select distinct image_id, words_version from vector
                            where space_id = :space and kind = 'text') v
                            on v.image_id = i.id and v.words_version = i.words_version
                        where i.collection_id = :collection and i.trashed_at is null and i.state = 'ready' and %s
                        """.formatted(WORDED))
                .bind("collection", collection)
                .bind("space", space)
                .map((row, _) -> new Coverage(row.getLong("found"), wanted ? row.getLong("all") : row.getLong("found")))
                .one());
    }

    /// Whether any image of a collection has a vector of its words.
    public boolean isAny(long collection, long space) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select exists (
                            select from vector v join image i on i.id = v.image_id
                            where v.space_id = :space and v.kind = 'text' and v.ordinal = 0
                                and i.collection_id = :collection)
                        """)
                .bind("space", space)
                .bind("collection", collection)
                .mapTo(boolean.class)
                .one());
    }

    /// The images of a collection whose pixels alone have a vector.
    public Set<UUID> unworded(long collection, long space) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select i.id from image i
                        where i.collection_id = :collection and i.state = 'ready' and i.trashed_at is null
                            and not exists (
                                select from vector v
                                where v.space_id = :space and v.image_id = i.id and v.kind = 'text' and v.ordinal = 0)
                        """)
                .bind("collection", collection)
                .bind("space", space)
                .mapTo(UUID.class)
                .set());
    }

    /// Those of these images that have a vector of their words.
    public Set<UUID> worded(long space, Collection<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select image_id from vector
                        where space_id = :space and kind = 'text' and ordinal = 0 and image_id = any(:images)
                        """)
                .bind("space", space)
                .bindArray("images", UUID.class, List.copyOf(images))
                .mapTo(UUID.class)
                .set());
    }

    /// How many characters are written about images of which there is no vector in any of some spaces, in all
    /// collections, as far as models read them.
    public long charactersWithout(List<Space> spaces) {
        if (!wanted) {
            return 0;
        }
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(sum(least(:longest, length(
                            concat_ws(E'\\n', i.title, i.description, i.machine_title, i.machine_description)))), 0)
                        from image i
                        where i.state = 'ready' and %s and not exists (
                            select from vector v
                            where v.space_id = any(:spaces) and v.image_id = i.id and v.kind = 'text' and v.ordinal = 0
                                and v.words_version = i.words_version)
                        """.formatted(WORDED))
                .bind("longest", ImageText.LONGEST)
                .bindArray("spaces", Long.class, GenerationRows.ids(jdbi, spaces))
                .mapTo(long.class)
                .one());
    }
}
