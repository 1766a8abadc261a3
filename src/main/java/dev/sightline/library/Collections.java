package dev.sightline.library;

import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
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

    /// The pictures of an evaluation set.
    public Optional<Long> evaluation(String name) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select id from collection where kind = 'evaluation' and name = :name")
                        .bind("name", name)
                        .mapTo(long.class)
                        .findOne());
    }

    /// The pictures of an evaluation set, which is made where there is none of this name.
    ///
    /// @throws ProblemException 422 if another kind of collection has the name
    public long makeEvaluation(String name) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into collection (name, kind, language)
                        select :name, 'evaluation', language from collection where id = :library on conflict do nothing
                        """)
                .bind("name", name)
                .bind("library", library())
                .execute());
        return evaluation(name)
                .orElseThrow(() -> new ProblemException(
                        422,
                        "set-name-taken",
                        "\"%s\" is the name of something else. Choose another.".formatted(name)));
    }

    /// An evaluation set.
    ///
    /// @param images how many pictures it has
    public record EvaluationSet(String name, long images) {}

    /// All evaluation sets that have pictures, by name.
    public List<EvaluationSet> evaluations() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select c.name, count(i.id) as images from collection c
                            left join image i on i.collection_id = c.id and i.trashed_at is null
                        where c.kind = 'evaluation' group by c.id, c.name having count(i.id) > 0 order by c.name
                        """)
                .map((row, _) -> new EvaluationSet(row.getString("name"), row.getLong("images")))
                .list());
    }
}
