package dev.sightline.search;

import dev.sightline.account.Persons;
import dev.sightline.search.SavedSearches.Saved;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

/// Searches that are kept, and those of lately.
@Path("/api/searches")
class SavedSearchResource {

    private final SavedSearches saved;
    private final RecentSearches recent;
    private final Persons persons;

    SavedSearchResource(SavedSearches saved, RecentSearches recent, Persons persons) {
        this.saved = saved;
        this.recent = recent;
        this.persons = persons;
    }

    /// A search, as [SearchRequest] takes it too.
    ///
    /// @param examples of the library or uploaded; an upload is kept as long as the saved search
    @RegisterForReflection
    record Search(
            @Size(max = 2000) String text,
            @Size(max = SearchRequest.MOST_EXAMPLES) List<@NotNull @Valid Example> examples,
            @DecimalMin("0") @DecimalMax("1") Double balance,
            String against) {

        static Search of(Asked asked) {
            return new Search(
                    asked.text(),
                    asked.examples(),
                    asked.balance() / 100.0,
                    asked.against().code());
        }

        Asked asked() {
            var pictures = Objects.requireNonNullElse(examples, List.<Example>of());
            if (pictures.stream().anyMatch(Search::isNamelessOrAmbiguous)) {
                throw new ProblemException(
                        422,
                        "invalid-example",
                        "An example of a saved search is exactly one of \"id\" and \"upload\": upload other pictures.");
            }
            return new Asked(
                    Objects.requireNonNullElse(text, "").strip(),
                    pictures,
                    (int) Math.round(Objects.requireNonNullElse(balance, 0.5) * 100),
                    SearchRequest.kind(against),
                    Sort.RELEVANCE);
        }

        private static boolean isNamelessOrAmbiguous(Example example) {
            return example.data() != null || (example.id() == null) == (example.upload() == null);
        }
    }

    /// @param href its page
    @RegisterForReflection
    record SavedSearch(UUID id, String name, Search search, String href, Instant createdAt) {

        static SavedSearch of(Saved saved) {
            var asked = saved.asked();
            return new SavedSearch(saved.id(), saved.name(), Search.of(asked), asked.href(), saved.createdAt());
        }
    }

    @RegisterForReflection
    record RecentSearch(UUID id, Search search, String href) {}

    @RegisterForReflection
    record SearchList(List<SavedSearch> searches, List<RecentSearch> recent) {}

    /// @param name null for one that suggests itself
    @RegisterForReflection
    record NewSearch(String name, @NotNull @Valid Search search) {}

    @RegisterForReflection
    record NewName(@NotNull String name) {}

    /// The saved ones by name, the recent ones the latest first.
    @GET
    public SearchList list() {
        var person = persons.current();
        return new SearchList(
                saved.list(person).stream().map(SavedSearch::of).toList(),
                recent.list(person).stream()
                        .map(search -> new RecentSearch(
                                search.id(),
                                Search.of(search.asked()),
                                search.asked().href()))
                        .toList());
    }

    @POST
    @ResponseStatus(201)
    public SavedSearch save(@NotNull @Valid NewSearch search) {
        return SavedSearch.of(saved.save(search.name(), search.search().asked(), persons.current()));
    }

    @GET
    @Path("{id}")
    public SavedSearch get(UUID id) {
        return SavedSearch.of(saved.get(id, persons.current()));
    }

    @PATCH
    @Path("{id}")
    public SavedSearch rename(UUID id, @NotNull @Valid NewName change) {
        return SavedSearch.of(saved.rename(id, change.name(), persons.current()));
    }

    @DELETE
    @Path("{id}")
    public void delete(UUID id) {
        saved.delete(id, persons.current());
    }

    @DELETE
    @Path("recent")
    public void forgetAll() {
        recent.forgetAll(persons.current());
    }

    @DELETE
    @Path("recent/{id}")
    public void forget(UUID id) {
        recent.forget(id, persons.current());
    }
}
