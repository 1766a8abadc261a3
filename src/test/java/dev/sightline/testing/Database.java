package dev.sightline.testing;

import dev.sightline.storage.Keys;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StoredObject;
import io.quarkus.arc.Arc;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/// An empty library for a test, in the database and in the storage.
public final class Database {

    private Database() {}

    public static void empty(Jdbi jdbi) {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from scheduled_tasks where task_name = 'ingest'");
            handle.execute(
                    "insert into outbox select row_number() over () + (select last from change_sequence), id from image");
            handle.execute("update change_sequence set last = (select coalesce(max(sequence), last) from outbox)");
            handle.execute("delete from saved_search");
            handle.execute("delete from evaluation");
            handle.execute("delete from clustering");
            handle.execute("delete from upload");
            handle.execute("delete from image");
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
