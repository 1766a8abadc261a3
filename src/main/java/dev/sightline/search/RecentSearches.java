package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.library.Ids;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// What each person searched for lately.
@ApplicationScoped
class RecentSearches {

    private static final int KEPT = 50;

    private final Jdbi jdbi;

    RecentSearches(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Recent(UUID id, Asked asked) {}

    /// The latest first. Those whose uploaded picture is no longer kept cannot be repeated, and are left out.
    List<Recent> list(Person person) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, address from recent_search r
                        where person_id = :person
                            and not exists (
                                select from unnest(r.uploads) id where not exists (select from upload u where u.id = id))
                        order by at desc
                        """)
                .bind("person", person.id())
                .map(RecentSearches::recent)
                .list());
    }

    /// The same search again is only moved to the front.
    void remember(Asked asked, Person person) {
        jdbi.useTransaction(handle -> {
            handle.createUpdate("""
                            insert into recent_search (id, person_id, address, uploads)
                            values (:id, :person, :address, :uploads)
                            on conflict (person_id, address) do update set at = now()
                            """)
                    .bind("id", Ids.next())
                    .bind("person", person.id())
                    .bind("address", asked.unsorted().href())
                    .bindArray("uploads", UUID.class, asked.uploads())
                    .execute();
            handle.createUpdate("""
                            delete from recent_search
                            where id in (
                                select id from recent_search where person_id = :person order by at desc offset :kept)
                            """)
                    .bind("person", person.id())
                    .bind("kept", KEPT)
                    .execute();
        });
    }

    /// @throws ProblemException 404
    void forget(UUID id, Person person) {
        int forgotten = jdbi.withHandle(
                handle -> handle.createUpdate("delete from recent_search where id = :id and person_id = :person")
                        .bind("id", id)
                        .bind("person", person.id())
                        .execute());
        if (forgotten == 0) {
            throw SavedSearches.notFound();
        }
    }

    void forgetAll(Person person) {
        jdbi.useHandle(handle -> handle.createUpdate("delete from recent_search where person_id = :person")
                .bind("person", person.id())
                .execute());
    }

    private static Recent recent(ResultSet row, StatementContext context) throws SQLException {
        return new Recent(row.getObject("id", UUID.class), Asked.at(row.getString("address")));
    }
}
