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
