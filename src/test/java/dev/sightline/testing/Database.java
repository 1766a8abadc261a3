package dev.sightline.testing;

import dev.sightline.library.Images;
import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import io.quarkus.arc.Arc;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// An empty library for a test, in the database and in the storage.
public final class Database {

    private Database() {}

    public static void empty(Jdbi jdbi) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from scheduled_tasks where task_name = 'ingest'");
            handle.execute("delete from saved_search");
            handle.execute("delete from evaluation");
            handle.execute("delete from clustering");
            handle.execute("delete from upload");
            // In the order in which others lock: vectors of words may be written at this moment.
            var gone = handle.createQuery("delete from image returning id")
                    .mapTo(UUID.class)
                    .list();
            Images.recordIndexChanges(handle, gone);
        });
        emptyStorage();
    }

    /// As if a picture had been uploaded once more so many times, in the database alone.
    public static void multiply(Jdbi jdbi, UUID image, int count) {
        jdbi.useTransaction(handle -> {
            handle.execute("""
                            insert into image (id, collection_id, object_key, name, media_type, size, width, height, state)
                            select gen_random_uuid(), collection_id, object_key || n, name, media_type, size, width, height, state
                            from image, generate_series(1, ?) n where id = ?
                            """, count, image);
            handle.execute("""
                            insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                            select v.space_id, i.id, v.kind, v.ordinal, v.embedding, v.level
                            from vector v, image i where v.image_id = ? and i.id <> ?
                            on conflict do nothing
                            """, image, image);
            Images.recordIndexChanges(
                    handle,
                    handle.createQuery("select id from image where id <> ?")
                            .bind(0, image)
                            .mapTo(UUID.class)
                            .list());
        });
    }

    /// What is left there belongs to nobody any more, and an audit would take it in.
    private static void emptyStorage() {
        var objects = Arc.container().instance(ObjectStore.class).get();
        Stream.of(Keys.ORIGINALS, Keys.RENDITIONS)
                .flatMap(objects::list)
                .map(StoredObject::key)
                .toList()
                .forEach(objects::delete);
    }
}
