package dev.sightline.ingest;

import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.TextVectors;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.index.WordVectors;
import dev.sightline.library.Images;
import dev.sightline.picture.ColourName;
import dev.sightline.picture.DominantColour;
import dev.sightline.picture.PictureReading;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// The part of an image's row that ingest writes, its vectors, and the table of jobs.
@ApplicationScoped
class IngestRepository {

    /// A condition on a job `j`: what is taken in to evaluate with is no part of the library's activity.
    private static final String OF_LIBRARY = """
            not exists (
                select from image o join collection c on c.id = o.collection_id
                where o.id = j.image_id and c.kind <> 'library')
            """;

    private final Jdbi jdbi;

    IngestRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// What a job works on.
    ///
    /// @param attempt 1 for the first
    record Work(UUID image, long collection, String objectKey, boolean managed, String name, long size, int attempt) {}

    /// Starts an attempt, unless there is nothing to do any more.
    Optional<Work> begin(UUID image) {
        return jdbi.inTransaction(handle -> {
            int attempt = handle.createQuery("""
                            update job set state = 'running', attempts = attempts + 1, started_at = now(), due_at = null
                            where kind = 'ingest' and image_id = :image and state in ('waiting', 'running')
                            returning attempts
                            """)
                    .bind("image", image)
                    .mapTo(int.class)
                    .findOne()
                    .orElse(0);
            if (attempt == 0) {
                return Optional.empty();
            }
            return handle.createQuery("select * from image where id = :image")
                    .bind("image", image)
                    .map((row, _) -> new Work(
                            image,
                            row.getLong("collection_id"),
                            row.getString("object_key"),
                            row.getBoolean("managed"),
                            row.getString("name"),
                            row.getLong("size"),
                            attempt))
                    .findOne();
        });
    }

    /// Records the hash of an image's bytes.
    ///
    /// @return the other image of the same collection that has the same bytes, if there is one
    Optional<UUID> identify(Work work, byte[] hash) {
        return jdbi.inTransaction(handle -> {
            // Waits for another transaction that is recording the same hash, then sees its row.
            handle.createUpdate("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                    .bind("key", work.collection() + ":" + HexFormat.of().formatHex(hash))
                    .execute();
            var other = handle.createQuery("""
                            select id from image where collection_id = :collection and content_hash = :hash and id <> :image
                            """)
                    .bind("collection", work.collection())
                    .bind("hash", hash)
                    .bind("image", work.image())
                    .mapTo(UUID.class)
                    .findOne();
            if (other.isEmpty()) {
                handle.createUpdate("update image set content_hash = :hash where id = :image")
                        .bind("hash", hash)
                        .bind("image", work.image())
                        .execute();
            }
            return other;
        });
    }

    /// Replaces an image by the one that it is a duplicate of, which comes back from the trash if it was there.
    /// What was beside the duplicate's file is read with the original's from then on.
    void settle(Work duplicate, UUID original) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("update upload set state = 'duplicate', image_id = :original where id = :duplicate")
                    .bind("original", original)
                    .bind("duplicate", duplicate.image())
                    .execute();
            handle.createUpdate("""
                            insert into favourite (person_id, image_id)
                            select person_id, :original from favourite where image_id = :duplicate on conflict do nothing
                            """)
                    .bind("original", original)
                    .bind("duplicate", duplicate.image())
                    .execute();
            handle.createUpdate("""
                            update image set metadata_version = 0
                            where id = :original
                                and exists (select from upload where id = :duplicate and sidecar is not null)
                            """)
                    .bind("original", original)
                    .bind("duplicate", duplicate.image())
                    .execute();
            handle.createUpdate("delete from image where id = :duplicate")
                    .bind("duplicate", duplicate.image())
                    .execute();
            Images.restore(handle, original);
        });
    }

    /// Records what the pixels are.
    void decoded(UUID image, PictureReading reading) {
        var header = reading.header();
        var colours = reading.colours().stream().map(DominantColour::hex).toList();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update image set state = 'decoded', media_type = :type, width = :width, height = :height,
                            colours = :colours, colour_names = :colourNames, placeholder = :placeholder,
                            sequence = :sequence, thumbnail_2x = true, rendition_size = :renditionSize
                        where id = :image
                        """)
                .bind("image", image)
                .bind("type", header.type().mimeType())
                .bind("width", header.width())
                .bind("height", header.height())
                .bindArray("colours", String.class, colours)
                .bindArray("colourNames", String.class, ColourName.ofAll(colours))
                .bind("sequence", header.sequence().code())
                .bind("placeholder", reading.placeholder().blurhash())
                .bind(
                        "renditionSize",
                        reading.renditions().stream()
                                .mapToLong(rendition -> rendition.jpeg().length)
                                .sum())
                .execute());
    }

    /// Stores the vector of an image's pixels and makes the image ready, all at once.
    ///
    /// An image that was deleted in the meantime stays deleted.
    ///
    /// @return whether the generation is still the active one; if not, nothing was done
    boolean ready(UUID image, Generation generation, Calibrated vector) {
        return ready(image, generation, handle -> {
            // Of an image that is taken in anew there may be vectors that its pixels had a part in.
            WordVectors.forget(handle, generation.spaceId(), List.of(image));
            handle.createUpdate("""
                            insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                            select :space, id, 'image', 0, :embedding, :level from image where id = :image for key share
                            on conflict (space_id, image_id, kind, ordinal)
                                do update set embedding = excluded.embedding, level = excluded.level
                            """)
                    .bind("space", generation.spaceId())
                    .bind("image", image)
                    .bind("embedding", vector.vector().toBytes())
                    .bind("level", vector.level())
                    .execute();
            return false;
        });
    }

    /// The same with the vectors of what is written about an image, where the model sees no pictures.
    boolean ready(UUID image, Generation generation, TextVectors.Read words) {
        return ready(image, generation, handle -> TextVectors.store(handle, generation, words));
    }

    /// @param vectors stores them, and says whether the image has fewer than before
    private boolean ready(UUID image, Generation generation, Predicate<Handle> vectors) {
        return jdbi.inTransaction(handle -> {
            if (!GenerationLifecycle.holdActive(handle, generation)) {
                return false;
            }
            boolean fewer = vectors.test(handle);
            handle.createUpdate("""
                            update image set state = 'ready', failure_code = null, failure_reason = null
                            where id = :image
                            """).bind("image", image).execute();
            handle.createUpdate("""
                            update job set state = 'done', finished_at = now(), code = null, reason = null
                            where kind = 'ingest' and image_id = :image
                            """).bind("image", image).execute();
            if (fewer) {
                Images.recordIndexRemovals(handle, List.of(image));
            } else {
                Images.recordIndexChange(handle, image);
            }
            return true;
        });
    }

    /// Waits for another attempt.
    void postpone(UUID image, Instant due, String code, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        update job set state = 'waiting', due_at = :due, code = :code, reason = :reason
                        where kind = 'ingest' and image_id = :image
                        """)
                .bind("image", image)
                .bind("due", utc(due))
                .bind("code", code)
                .bind("reason", reason)
                .execute());
    }

    /// Fails an image for good. Its bytes are known no more: whoever uploads them again is to be taken in.
    void fail(UUID image, String code, String reason) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            update image set state = 'failed', failure_code = :code, failure_reason = :reason,
                                content_hash = null
                            where id = :image
                            """)
                    .bind("image", image)
                    .bind("code", code)
                    .bind("reason", reason)
                    .execute();
            handle.createUpdate("""
                            insert into job (id, kind, image_id, state, code, reason, finished_at)
                            select id, 'ingest', id, 'failed', :code, :reason, now() from image where id = :image
                            on conflict (kind, image_id) do update
                                set state = 'failed', code = excluded.code, reason = excluded.reason,
                                    finished_at = now(), due_at = null
                            """)
                    .bind("image", image)
                    .bind("code", code)
                    .bind("reason", reason)
                    .execute();
            Images.recordIndexChange(handle, image);
        });
    }

    /// Makes a failed or finished image wait for ingest again, from the beginning.
    ///
    /// @return whether there is such an image
    boolean renew(UUID image) {
        return jdbi.inTransaction(handle -> {
            // What a generation could not be given, it may get from the renditions that are made now.
            handle.createUpdate("delete from generation_gap where image_id = :image")
                    .bind("image", image)
                    .execute();
            int found = handle.createUpdate("""
                            update image set state = 'received', failure_code = null, failure_reason = null
                            where id = :image
                            """).bind("image", image).execute();
            handle.createUpdate("""
                            insert into job (id, kind, image_id, state, due_at)
                            select id, 'ingest', id, 'waiting', now() from image where id = :image
                            on conflict (kind, image_id) do update
                                set state = 'waiting', attempts = 0, code = null, reason = null, due_at = now(),
                                    started_at = null, finished_at = null
                            """).bind("image", image).execute();
            return found == 1;
        });
    }

    /// Images that are neither ready nor failed and that the queue does not know.
    List<UUID> forgotten() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select i.id from image i
                        where i.state not in ('ready', 'failed') and not exists (
                            select from scheduled_tasks t
                            where t.task_name = 'ingest' and t.task_instance = i.id::text)
                        order by i.id
                        """).mapTo(UUID.class).list());
    }

    /// An image as the storage should hold it.
    ///
    /// @param renditionSize bytes of all its renditions, or null if they were not counted yet
    record Stored(
            UUID image,
            String name,
            String objectKey,
            long size,
            String state,
            boolean thumbnail2x,
            Long renditionSize) {}

    void eachStored(Consumer<Stored> consumer) {
        jdbi.useTransaction(handle -> handle.createQuery(
                        "select id, name, object_key, size, state, thumbnail_2x, rendition_size from image")
                .setFetchSize(1000)
                .map((row, _) -> new Stored(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("object_key"),
                        row.getLong("size"),
                        row.getString("state"),
                        row.getBoolean("thumbnail_2x"),
                        row.getObject("rendition_size", Long.class)))
                .forEach(consumer));
    }

    /// Records how many bytes the renditions of images have that nobody counted when they were made.
    void measured(Map<UUID, Long> sizes) {
        jdbi.useHandle(handle -> {
            var batch = handle.prepareBatch("update image set rendition_size = :size where id = :image");
            sizes.forEach((image, size) ->
                    batch.bind("size", size).bind("image", image).add());
            batch.execute();
        });
    }

    /// Ready images that have no thumbnail for dense displays, at most so many.
    List<UUID> withoutThumbnail2x(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select id from image where state = 'ready' and not thumbnail_2x order by id limit :limit")
                .bind("limit", limit)
                .mapTo(UUID.class)
                .list());
    }

    /// Its renditions are counted again by the next audit.
    void thumbnail2xMade(UUID image) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update image set thumbnail_2x = true, rendition_size = null where id = :image")
                .bind("image", image)
                .execute());
    }

    /// Images that are gone, whose renditions are about to go.
    List<UUID> beingDeleted() {
        return jdbi.withHandle(handle -> handle.createQuery("select image_id from deletion where done_at is null")
                .mapTo(UUID.class)
                .list());
    }

    /// Up to `limit` of the jobs that were asked for, the latest first, from the place that the cursor names.
    List<Job> jobs(JobCursor asked, int limit) {
        var conditions = new ArrayList<>(List.of("j.state = any(:states)", OF_LIBRARY));
        if (asked.code() != null) {
            conditions.add("j.code = :code");
        }
        if (asked.reason() != null) {
            conditions.add("j.reason = :reason");
        }
        if (asked.at() != null) {
            conditions.add("(coalesce(j.finished_at, j.created_at), j.id) < (:at, :id)");
        }
        var sql = """
                select j.*, i.name from job j left join image i on i.id = j.image_id where %s
                order by coalesce(j.finished_at, j.created_at) desc, j.id desc limit :limit
                """.formatted(String.join(" and ", conditions));
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql)
                    .bindArray("states", String.class, asked.states())
                    .bind("limit", limit);
            if (asked.code() != null) {
                query.bind("code", asked.code());
            }
            if (asked.reason() != null) {
                query.bind("reason", asked.reason());
            }
            if (asked.at() != null) {
                query.bind("at", utc(asked.at())).bind("id", asked.id());
            }
            return query.map(IngestRepository::job).list();
        });
    }

    /// Failed jobs in groups that failed for the same reason, the group of the latest failure first.
    ///
    /// @param groups  at most so many
    /// @param latest of each, at most so many
    List<FailureGroup> failureGroups(int groups, int latest) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        with counted as (
                            select id, code, reason, count(*) over same as count, max(finished_at) over same as last,
                                row_number() over (same order by finished_at desc, id desc) as place
                            from job j where state = 'failed' and %s window same as (partition by code, reason)),
                        ranked as (
                            select *, dense_rank() over (order by last desc, code, reason) as rank from counted)
                        select j.*, i.name, r.count from ranked r join job j on j.id = r.id
                            left join image i on i.id = j.image_id
                        where r.rank <= :groups and r.place <= :latest order by r.rank, r.place
                        """.formatted(OF_LIBRARY))
                .bind("groups", groups)
                .bind("latest", latest)
                .map((row, context) -> new FailureGroup(row.getLong("count"), List.of(job(row, context))))
                .list());
    }

    Optional<Job> job(UUID id) {
        return jdbi.withHandle(handle -> job(handle, id));
    }

    private static Optional<Job> job(Handle handle, UUID id) {
        return handle.createQuery(
                        "select j.*, i.name from job j left join image i on i.id = j.image_id where j.id = :id")
                .bind("id", id)
                .map(IngestRepository::job)
                .findOne();
    }

    Map<String, Long> jobCounts() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select state, count(*) as count from job j where " + OF_LIBRARY + " group by state")
                .reduceRows(new TreeMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("state", String.class), row.getColumn("count", Long.class));
                    return counts;
                }));
    }

    long failures() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from job j where state = 'failed' and " + OF_LIBRARY)
                        .mapTo(long.class)
                        .one());
    }

    private static Job job(ResultSet row, StatementContext context) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("image_id", UUID.class),
                row.getString("name"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getString("code"),
                row.getString("reason"),
                instant(row, "created_at"),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                instant(row, "due_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
