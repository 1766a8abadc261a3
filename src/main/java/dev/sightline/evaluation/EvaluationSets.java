package dev.sightline.evaluation;

import dev.sightline.library.Collections;
import dev.sightline.trash.Trash;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Pictures that are there to evaluate with, and never show in the library.
@ApplicationScoped
class EvaluationSets {

    private final Collections collections;
    private final Trash trash;
    private final Jdbi jdbi;

    EvaluationSets(Collections collections, Trash trash, Jdbi jdbi) {
        this.collections = collections;
        this.trash = trash;
        this.jdbi = jdbi;
    }

    /// Deletes a set for good, with its pictures and what was evaluated with them. One that is not there is no error.
    void delete(String name) {
        collections.evaluation(name).ifPresent(collection -> {
            trash.deleteAll(collection);
            jdbi.useHandle(handle -> handle.createUpdate("delete from evaluation where collection_id = :collection")
                    .bind("collection", collection)
                    .execute());
        });
    }
}
