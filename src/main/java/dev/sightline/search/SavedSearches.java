package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.library.Ids;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// Searches that people keep under a name. Pictures that were uploaded for them are kept as long.
@ApplicationScoped
class SavedSearches {

    static final int LONGEST_NAME = 100;

    private final Jdbi jdbi;

    SavedSearches(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Saved(UUID id, String name, Asked asked, Instant createdAt) {}

    /// By name.
    List<Saved> list(Person person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from saved_search where person_id = :person order by lower(name), id")
                .bind("person", person.id())
                .map(SavedSearches::saved)
                .list());
    }

    /// @throws ProblemException 404
    Saved get(UUID id, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                                "select * from saved_search where id = :id and person_id = :person")
                        .bind("id", id)
                        .bind("person", person.id())
                        .map(SavedSearches::saved)
                        .findOne())
                .orElseThrow(SavedSearches::notFound);
    }

    /// This very search, if it is saved, in whatever order its results are looked at.
    Optional<Saved> find(Asked asked, Person person) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select * from saved_search where person_id = :person and address = :address")
                .bind("person", person.id())
                .bind("address", asked.unsorted().href())
                .map(SavedSearches::saved)
                .findOne());
    }

    /// @param name null for one that suggests itself
    /// @throws ProblemException 404 if an uploaded picture is no longer there, 409 if the search or the name is
    ///     saved already, 422 a name that is none, or no search
    Saved save(String name, Asked asked, Person person) {
        if (asked.isNothing()) {
            throw new ProblemException(422, "nothing-to-search", "Say what to look for: a text, or an example.");
        }
        var id = Ids.next();
        var chosen = name == null ? offer(asked, person) : checked(name);
        jdbi.useTransaction(handle -> {
            int saved = handle.createUpdate("""
                            insert into saved_search (id, person_id, name, address)
                            values (:id, :person, :name, :address) on conflict do nothing
                            """)
                    .bind("id", id)
                    .bind("person", person.id())
                    .bind("name", chosen)
                    .bind("address", asked.unsorted().href())
                    .execute();
            if (saved == 0) {
                throw find(asked, person)
                        .map(known -> new ProblemException(
                                409, "search-saved", "This search is saved already, as “%s”.".formatted(known.name())))
                        .orElseGet(() -> nameTaken(chosen));
            }
            keepUploads(handle, id, asked.uploads(), person);
        });
        return get(id, person);
    }

    /// The lock makes a sweep that is just deleting one of them come first, or wait.
    private static void keepUploads(Handle handle, UUID search, List<UUID> uploads, Person person) {
        int kept = handle.createUpdate("""
                        insert into saved_search_upload (search_id, upload_id)
                        select :search, kept.id from (
                            select id from upload
                            where id = any(:uploads) and purpose = 'query' and person_id = :person for key share) kept
                        """)
                .bind("search", search)
                .bindArray("uploads", UUID.class, uploads)
                .bind("person", person.id())
                .execute();
        if (kept < uploads.stream().distinct().count()) {
            throw new ProblemException(
                    404,
                    "upload-not-found",
                    "The picture of this search is no longer kept. Search with it again, then save.");
        }
    }

    /// @throws ProblemException 404, 409 if another search has this name, 422 a name that is none
    Saved rename(UUID id, String name, Person person) {
        get(id, person);
        var chosen = checked(name);
        int renamed = jdbi.withHandle(handle -> handle.createUpdate("""
                        update saved_search set name = :name
                        where id = :id and person_id = :person and not exists (
                            select from saved_search where person_id = :person and name = :name and id <> :id)
                        """)
                .bind("id", id)
                .bind("person", person.id())
                .bind("name", chosen)
                .execute());
        if (renamed == 0) {
            throw nameTaken(chosen);
        }
        return get(id, person);
    }

    /// @throws ProblemException 404
    void delete(UUID id, Person person) {
        get(id, person);
        jdbi.useHandle(handle -> handle.createUpdate("delete from saved_search where id = :id and person_id = :person")
                .bind("id", id)
                .bind("person", person.id())
                .execute());
    }

    /// The words or, where there are none or they are taken, the first number that makes the name a new one.
    String offer(Asked asked, Person person) {
        var title = SearchFrames.title(asked);
        var plain = title.length() <= LONGEST_NAME - 4
                ? title
                : title.substring(0, LONGEST_NAME - 4).strip();
        var taken = list(person).stream().map(Saved::name).toList();
        return Stream.concat(Stream.of(plain), IntStream.iterate(2, i -> i + 1).mapToObj(i -> plain + " " + i))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static String checked(String name) {
        var plain = name.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw new ProblemException(422, "invalid-name", "A name has 1 to %d characters.".formatted(LONGEST_NAME));
        }
        return plain;
    }

    private static ProblemException nameTaken(String name) {
        return new ProblemException(
                409, "name-taken", "There is a saved search “%s” already. Choose another name.".formatted(name));
    }

    static ProblemException notFound() {
        return new ProblemException(404, "search-not-found", "There is no such search. It may have been deleted.");
    }

    private static Saved saved(ResultSet row, StatementContext context) throws SQLException {
        return new Saved(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Asked.at(row.getString("address")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
