package dev.sightline.upload;

import dev.sightline.account.Person;
import dev.sightline.library.Image.Failure;
import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

@ApplicationScoped
class UploadRepository {

    private static final String UNSAVED = "not exists (select from saved_search_upload s where s.upload_id = u.id)";

    private final Jdbi jdbi;

    UploadRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void insert(Upload upload) {
        jdbi.useHandle(handle -> insert(handle, upload));
    }

    private static void insert(Handle handle, Upload upload) {
        handle.createUpdate("""
                        insert into upload (id, collection_id, person_id, purpose, object_key, name, media_type, size,
                            state, image_id, created_at, expires_at, sidecar)
                        values (:id, :collection, :person, :purpose, :key, :name, :type, :size, :state, :image,
                            :created, :expires, :sidecar)
                        """)
                .bind("id", upload.id())
                .bind("collection", upload.collection())
                .bind("person", upload.person())
                .bind("purpose", upload.purpose().column())
                .bind("key", upload.objectKey())
                .bind("name", upload.name())
                .bind("type", upload.mediaType())
                .bind("size", upload.size())
                .bind("state", upload.state())
                .bind("image", upload.image())
                .bind("created", utc(upload.createdAt()))
                .bind("expires", utc(upload.expiresAt()))
                .bind("sidecar", upload.sidecar())
                .execute();
    }

    /// Keeps the sidecar of a file that is here already, unless it was here as well; it is read by the next sweep.
    ///
    /// @param upload of the duplicate, of which nothing else will come
    void keepSidecar(Upload upload) {
        jdbi.useTransaction(handle -> {
            boolean known = handle.createQuery(
                            "select exists (select from upload where image_id = :image and sidecar = :sidecar)")
                    .bind("image", upload.image())
                    .bind("sidecar", upload.sidecar())
                    .mapTo(boolean.class)
                    .one();
            if (known) {
                return;
            }
            insert(handle, upload);
            if (upload.favourite()) {
                favour(handle, upload.person(), upload.image());
            }
            handle.createUpdate("update image set metadata_version = 0 where id = :image")
                    .bind("image", upload.image())
                    .execute();
        });
    }

    private static void favour(Handle handle, long person, UUID image) {
        handle.createUpdate(
                        "insert into favourite (person_id, image_id) values (:person, :image) on conflict do nothing")
                .bind("person", person)
                .bind("image", image)
                .execute();
    }

    Optional<Upload> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from upload where id = :id")
                .bind("id", id)
                .map(UploadRepository::upload)
                .findOne());
    }

    /// The image with exactly these bytes, restored if it was in the trash; one that failed does not count.
    Optional<UUID> duplicate(long collection, byte[] hash) {
        return jdbi.inTransaction(handle -> {
            var image = handle.createQuery("""
                            select id from image
                            where collection_id = :collection and content_hash = :hash and state <> 'failed'
                            for update
                            """)
                    .bind("collection", collection)
                    .bind("hash", hash)
                    .mapTo(UUID.class)
                    .findOne();
            image.ifPresent(id -> Images.restore(handle, id));
            return image;
        });
    }

    /// Makes the image and its ingest job of an upload whose object is there.
    ///
    /// @return whether it was this call that did
    boolean complete(Upload upload) {
        return jdbi.inTransaction(handle -> {
            int open = handle.createUpdate(
                            "update upload set state = 'completed' where id = :id and state in ('open', 'expired')")
                    .bind("id", upload.id())
                    .execute();
            if (open == 0) {
                return false;
            }
            handle.createUpdate("""
                            insert into image (id, collection_id, object_key, name, language, media_type, size,
                                uploaded_by)
                            select :id, id, :key, :name, language, :type, :size, :person
                            from collection where id = :collection
                            """)
                    .bind("id", upload.id())
                    .bind("collection", upload.collection())
                    .bind("key", upload.objectKey())
                    .bind("name", upload.name())
                    .bind("type", upload.mediaType())
                    .bind("size", upload.size())
                    .bind("person", upload.person())
                    .execute();
            handle.createUpdate("update upload set image_id = :id where id = :id")
                    .bind("id", upload.id())
                    .execute();
            handle.createUpdate("""
                            insert into job (id, kind, image_id, state, due_at) values (:id, 'ingest', :id, 'waiting', now())
                            """).bind("id", upload.id()).execute();
            if (upload.favourite()) {
                favour(handle, upload.person(), upload.id());
            }
            return true;
        });
    }

    /// Slots without `complete`, old enough that it may not come any more.
    List<Upload> open(Duration olderThan) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from upload where state = 'open' and purpose = 'image' and created_at < :before
                        order by created_at
                        """)
                .bind("before", utc(Instant.now().minus(olderThan)))
                .map(UploadRepository::upload)
                .list());
    }

    void expire(UUID id) {
        jdbi.useHandle(
                handle -> handle.createUpdate("update upload set state = 'expired' where id = :id and state = 'open'")
                        .bind("id", id)
                        .execute());
    }

    void forgetUnused(Instant before) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "delete from upload where state in ('expired', 'cancelled') and expires_at < :before")
                .bind("before", utc(before))
                .execute());
    }

    /// Gives a slot back, unless something came of it.
    ///
    /// @return whether it was not given back or done before
    boolean cancel(UUID id) {
        return jdbi.withHandle(handle -> handle.createUpdate(
                                "update upload set state = 'cancelled' where id = :id and state in ('open', 'expired')")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /// How far those of these uploads are that are the person's, in any order.
    List<UploadStatus> statuses(List<UUID> ids, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select u.id, u.state as upload, u.image_id, i.failure_code, i.failure_reason,
                            case when i.trashed_at is null then i.state else 'trashed' end as image
                        from upload u left join image i on i.id = u.image_id
                        where u.id = any(:ids) and u.person_id = :person
                        """)
                .bindArray("ids", UUID.class, ids)
                .bind("person", person.id())
                .map(UploadRepository::status)
                .list());
    }

    private static UploadStatus status(ResultSet row, StatementContext context) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var image = row.getObject("image_id", UUID.class);
        var upload = row.getString("upload");
        if (upload.equals("deleted")) {
            return new UploadStatus(id, "gone", null, null);
        }
        if (!upload.equals("completed")) {
            return new UploadStatus(id, upload, image, null);
        }
        return switch (row.getString("image")) {
            case null -> new UploadStatus(id, "gone", null, null);
            case "ready", "trashed" -> new UploadStatus(id, row.getString("image"), image, null);
            case "failed" ->
                new UploadStatus(
                        id,
                        "failed",
                        image,
                        new Failure(row.getString("failure_code"), row.getString("failure_reason")));
            default -> new UploadStatus(id, "processing", image, null);
        };
    }

    /// Pictures that were searched with before, and that no saved search needs.
    List<Upload> queriesBefore(Instant before) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from upload u where purpose = 'query' and created_at < :before and %s
                        """.formatted(UNSAVED))
                .bind("before", utc(before))
                .map(UploadRepository::upload)
                .list());
    }

    /// Deletes a picture that was searched with, and then its object, unless a search with it is saved just now: who
    /// saves one waits for the end of this, and is then told that the picture is gone.
    void deleteQuery(UUID id, Runnable deleteObject) {
        jdbi.useTransaction(handle -> {
            handle.execute("select from upload where id = ? for update", id);
            int deleted = handle.createUpdate("delete from upload u where id = :id and " + UNSAVED)
                    .bind("id", id)
                    .execute();
            if (deleted == 1) {
                deleteObject.run();
            }
        });
    }

    /// Keys of objects that others put there, whose images were deleted: they stay, and are nobody's.
    Set<String> leftToOthers() {
        return jdbi.withHandle(handle -> handle.createQuery("select object_key from deletion where not managed")
                .mapTo(String.class)
                .set());
    }

    private static Upload upload(ResultSet row, StatementContext context) throws SQLException {
        return new Upload(
                row.getObject("id", UUID.class),
                row.getLong("collection_id"),
                row.getLong("person_id"),
                Upload.Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getString("object_key"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size"),
                row.getString("state"),
                row.getObject("image_id", UUID.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getString("sidecar"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
