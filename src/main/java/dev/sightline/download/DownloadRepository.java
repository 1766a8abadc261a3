package dev.sightline.download;

import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// Which images somebody wants in one file, and what of them goes into it.
@ApplicationScoped
class DownloadRepository {

    private final Jdbi jdbi;

    DownloadRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// A picture as it goes into the archive.
    ///
    /// @param object null if there is no such image
    /// @param date   when it was taken, or added where that is not known
    record Content(UUID image, String name, String object, long size, Instant date) {}

    void insert(UUID id, Person person, List<UUID> images, Instant expiresAt) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into download (id, person_id, images, expires_at)
                        values (:id, :person, :images, :expires)
                        """)
                .bind("id", id)
                .bind("person", person.id())
                .bindArray("images", UUID.class, images)
                .bind("expires", expiresAt.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /// The images of a download that has not expired.
    Optional<List<UUID>> images(UUID id, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select images from download where id = :id and person_id = :person and expires_at > now()
                        """)
                .bind("id", id)
                .bind("person", person.id())
                .map((row, _) -> List.of((UUID[]) row.getArray("images").getArray()))
                .findOne());
    }

    /// In the order asked for.
    List<Content> contents(long collection, List<UUID> images) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select asked.id, i.name, i.object_key, i.size, i.taken_at, i.taken_offset, i.uploaded_at
                        from unnest(:images::uuid[]) with ordinality as asked (id, place)
                            left join image i on i.id = asked.id and i.collection_id = :collection
                        order by asked.place
                        """)
                .bindArray("images", UUID.class, images)
                .bind("collection", collection)
                .map(DownloadRepository::content)
                .list());
    }

    void forgetExpired() {
        jdbi.useHandle(handle -> handle.execute("delete from download where expires_at < now()"));
    }

    private static Content content(ResultSet row, StatementContext context) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var object = row.getString("object_key");
        return object == null
                ? new Content(id, id.toString(), null, 0, Instant.EPOCH)
                : new Content(id, row.getString("name"), object, row.getLong("size"), date(row));
    }

    /// A camera that does not name its offset is taken to have shown the time of this machine's zone.
    private static Instant date(ResultSet row) throws SQLException {
        var taken = row.getObject("taken_at", OffsetDateTime.class);
        if (taken == null) {
            return row.getObject("uploaded_at", OffsetDateTime.class).toInstant();
        }
        return row.getObject("taken_offset") != null
                ? taken.toInstant()
                : LocalDateTime.ofInstant(taken.toInstant(), ZoneOffset.UTC)
                        .atZone(ZoneId.systemDefault())
                        .toInstant();
    }
}
