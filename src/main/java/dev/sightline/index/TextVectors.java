package dev.sightline.index;

import dev.sightline.embedding.Space;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// The vectors of what is written about images, in PostgreSQL, for generations whose model sees no pictures: they are
/// all that an image has there. An image has one of what persons and files say of it, and another of what a language
/// model says. An image whose words are gone keeps the vectors of these until it has others.
@ApplicationScoped
public class TextVectors {

    /// The ordinal of what persons and files say of an image.
    public static final int OF_PERSONS = 0;

    /// The ordinal of what a language model says of it.
    public static final int OF_MACHINE = 1;

    /// Ready images with words of which there is no vector, or one of other words.
    private static final String UNREAD = """
            from image i
            where i.state = 'ready' and %s
                and not exists (
                    select from vector v
                    where v.space_id = :space and v.image_id = i.id and v.kind = 'text'
                        and v.words_version = i.words_version)
                and not exists (
                    select from words_gap g
                    where g.generation_id = :generation and g.image_id = i.id and g.words_version = i.words_version)
            """.formatted(WordVectors.WORDED);

    /// Ready images without words that cannot be found, or are found by words that are gone. One of these whose
    /// description a person took away is to have no other.
    private static final String WORDLESS = """
            from image i
            where i.state = 'ready' and not (%s)
                and not exists (
                    select from generation_gap g where g.generation_id = :generation and g.image_id = i.id)
                and (
                    :found and not exists (select from description d where d.image_id = i.id and d.removed)
                    or not exists (
                        select from vector v where v.space_id = :space and v.image_id = i.id and v.kind = 'text'))
            """.formatted(WordVectors.WORDED);

    private static final String WORDS =
            "i.id, i.words_version, i.title, i.description, i.machine_title, i.machine_description ";

    private final Jdbi jdbi;

    TextVectors(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What is written about an image.
    ///
    /// @param version of the words
    /// @param texts   by the ordinals of their vectors; one at least
    public record Written(UUID image, int version, SortedMap<Integer, String> texts) {}

    /// Vectors of what is written about an image.
    ///
    /// @param vectors by their ordinals; one at least
    public record Read(Written written, SortedMap<Integer, Calibrated> vectors) {}

    /// What is written about an image; empty if nothing is, or it is not there any more.
    public Optional<Written> written(UUID image) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select " + WORDS + "from image i where i.id = :image and " + WordVectors.WORDED)
                .bind("image", image)
                .map(TextVectors::ofRow)
                .findOne()
                .filter(written -> !written.texts().isEmpty()));
    }

    static boolean isUnreadAny(Handle handle, Generation generation) {
        return generation.kind() == Kind.TEXT
                && handle.createQuery("select exists (select " + UNREAD + ")")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .mapTo(boolean.class)
                        .one();
    }

    /// Whether there are words in a collection that are still to be read.
    public boolean isUnreadAny(Generation generation, long collection) {
        return generation.kind() == Kind.TEXT
                && jdbi.withHandle(handle -> handle.createQuery(
                                "select exists (select " + UNREAD + " and i.collection_id = :collection)")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .bind("collection", collection)
                        .mapTo(boolean.class)
                        .one());
    }

    /// Up to `limit` images with words that the generation has no vectors of, the newest first.
    public List<Written> unread(Generation generation, int limit) {
        return jdbi.withHandle(handle -> handle
                .createQuery("select " + WORDS + UNREAD + "order by i.date desc, i.id desc limit :limit")
                .bind("space", generation.spaceId())
                .bind("generation", generation.id())
                .bind("limit", limit)
                .map(TextVectors::ofRow)
                .list()
                .stream()
                .filter(written -> !written.texts().isEmpty())
                .toList());
    }

    /// Up to `limit` images that nothing is written about, the newest first.
    ///
    /// @param found also those that are found by words that are gone
    public List<UUID> wordless(Generation generation, boolean found, int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select i.id " + WORDLESS + "order by i.date desc, i.id desc limit :limit")
                        .bind("space", generation.spaceId())
                        .bind("generation", generation.id())
                        .bind("found", found)
                        .bind("limit", limit)
                        .mapTo(UUID.class)
                        .list());
    }

    /// Stores vectors in the place of all that these images had, unless the generation was dropped. Those of words that
    /// have changed meanwhile are told by their version, and read once more.
    public void add(Generation generation, List<Read> all) {
        jdbi.useTransaction(handle -> {
            if (!VectorRepository.isKept(handle, generation)) {
                return;
            }
            var fewer = all.stream()
                    .filter(read -> store(handle, generation, read))
                    .map(read -> read.written().image())
                    .toList();
            announce(handle, all, fewer);
        });
    }

    private static void announce(Handle handle, List<Read> all, List<UUID> fewer) {
        Images.recordIndexChanges(
                handle,
                all.stream()
                        .map(read -> read.written().image())
                        .filter(image -> !fewer.contains(image))
                        .toList());
        Images.recordIndexRemovals(handle, fewer);
    }

    /// Stores vectors in the place of all that an image had, if it is still there.
    ///
    /// @return whether it has lost one, so that engines have to be told of a removal
    public static boolean store(Handle handle, Generation generation, Read read) {
        var written = read.written();
        int lost = handle.createUpdate("""
                        delete from vector
                        where space_id = :space and image_id = :image and kind = 'text'
                            and ordinal <> all (:ordinals)
                        """)
                .bind("space", generation.spaceId())
                .bind("image", written.image())
                .bindArray("ordinals", Integer.class, List.copyOf(read.vectors().keySet()))
                .execute();
        var batch = handle.prepareBatch("""
                insert into vector (space_id, image_id, kind, ordinal, embedding, level, words_version)
                select :space, id, 'text', :ordinal, :embedding, :level, :version from image
                where id = :image for key share
                on conflict (space_id, image_id, kind, ordinal)
                    do update set embedding = excluded.embedding, level = excluded.level,
                        words_version = excluded.words_version, created_at = now()
                """);
        read.vectors().forEach((ordinal, vector) -> batch.bind("space", generation.spaceId())
                .bind("image", written.image())
                .bind("ordinal", ordinal)
                .bind("embedding", vector.vector().toBytes())
                .bind("level", vector.level())
                .bind("version", written.version())
                .add());
        batch.execute();
        handle.createUpdate("delete from generation_gap where generation_id = :generation and image_id = :image")
                .bind("generation", generation.id())
                .bind("image", written.image())
                .execute();
        return lost > 0;
    }

    /// Says that the model does not read the words of an image as they are. Vectors that it had of others stay.
    public void addGap(Generation generation, Written written, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into words_gap (generation_id, image_id, words_version, reason)
                        select :generation, id, :version, :reason from image where id = :image
                        on conflict (generation_id, image_id)
                            do update set words_version = excluded.words_version, reason = excluded.reason
                        """)
                .bind("generation", generation.id())
                .bind("image", written.image())
                .bind("version", written.version())
                .bind("reason", reason)
                .execute());
    }

    /// What is to be read for images of all collections that have a vector in none of some spaces.
    ///
    /// @param images     without a vector
    /// @param wordless   of them, those that have to be described first
    /// @param characters of what is written about the others, and about those whose words are others now, as far as
    ///                   models read it
    public record Unread(long images, long wordless, long characters) {}

    public Unread unread(List<Space> spaces) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) filter (where not seen) as images,
                            count(*) filter (where not seen and not worded) as wordless,
                            coalesce(sum(least(:longest, persons) + least(:longest, machine))
                                filter (where worded and not fresh), 0) as characters
                        from (
                            select %s as worded,
                                length(concat_ws(E'\\n', i.title, i.description)) as persons,
                                length(concat_ws(E'\\n', i.machine_title, i.machine_description)) as machine,
                                exists (
                                    select from vector v
                                    where v.space_id = any(:spaces) and v.image_id = i.id and v.kind = 'text') as seen,
                                exists (
                                    select from vector v
                                    where v.space_id = any(:spaces) and v.image_id = i.id and v.kind = 'text'
                                        and v.words_version = i.words_version) as fresh
                            from image i where i.state = 'ready') i
                        """.formatted(WordVectors.WORDED))
                .bind("longest", ImageText.LONGEST)
                .bindArray("spaces", Long.class, GenerationRows.ids(jdbi, spaces))
                .map((row, _) -> new Unread(row.getLong("images"), row.getLong("wordless"), row.getLong("characters")))
                .one());
    }

    private static Written ofRow(ResultSet row, StatementContext context) throws SQLException {
        var persons = ImageText.of(row.getString("title"), row.getString("description"), null, null);
        var machine = ImageText.of(null, null, row.getString("machine_title"), row.getString("machine_description"));
        var texts = new TreeMap<Integer, String>();
        if (!persons.isEmpty()) {
            texts.put(OF_PERSONS, persons);
        }
        if (!machine.isEmpty() && !machine.equals(persons)) {
            texts.put(OF_MACHINE, machine);
        }
        return new Written(row.getObject("id", UUID.class), row.getInt("words_version"), texts);
    }
}
