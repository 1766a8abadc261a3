package dev.sightline.trash;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// Images that are gone, and whose objects are still to go.
@ApplicationScoped
class DeletionRepository {

    private final Jdbi jdbi;

    DeletionRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param managed whether the object is ours to delete
    record Deletion(UUID image, String objectKey, boolean managed) {}

    boolean isAnyOpen() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select exists (select from deletion where done_at is null)")
                        .mapTo(boolean.class)
                        .one());
    }

    /// The oldest first; without those that a worker is still taking in, who would write their renditions once more.
    List<Deletion> open(int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from deletion d
                        where d.done_at is null and not exists (
                            select from scheduled_tasks t
                            where t.task_name = 'ingest' and t.task_instance = d.image_id::text)
                        order by d.deleted_at, d.image_id limit :limit
                        """)
                .bind("limit", limit)
                .map((row, _) -> new Deletion(
                        row.getObject("image_id", UUID.class), row.getString("object_key"), row.getBoolean("managed")))
                .list());
    }

    /// Nothing of ours is left. What others put there is remembered, so that nobody takes it in again.
    void done(Deletion deletion) {
        var sql = deletion.managed()
                ? "delete from deletion where image_id = :image"
                : "update deletion set done_at = now() where image_id = :image";
        jdbi.useHandle(handle ->
                handle.createUpdate(sql).bind("image", deletion.image()).execute());
    }
}
