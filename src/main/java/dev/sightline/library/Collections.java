package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Jdbi;

/// Collections keep images apart: nothing is listed, found or compared across two of them.
@ApplicationScoped
public class Collections {

    private final Jdbi jdbi;
    private volatile Long library;

    public Collections(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The one that people see.
    public long library() {
        if (library == null) {
            library = jdbi.withHandle(
                    handle -> handle.createQuery("select id from collection where kind = 'library' order by id limit 1")
                            .mapTo(long.class)
                            .one());
        }
        return library;
    }
}
