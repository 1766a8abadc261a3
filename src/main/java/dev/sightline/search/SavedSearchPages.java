package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.search.Results.ExampleChip;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;

/// The searches that somebody keeps, and those of lately. Everything on it is a link or a plain form.
@Path("/searches")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SavedSearchPages {

    private final SavedSearches saved;
    private final RecentSearches recent;
    private final SearchFrames frames;
    private final Persons persons;

    SavedSearchPages(SavedSearches saved, RecentSearches recent, SearchFrames frames, Persons persons) {
        this.saved = saved;
        this.recent = recent;
        this.frames = frames;
        this.persons = persons;
    }

    /// `templates/search/searches-page.html`
    @CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SearchesPage(Frame frame, List<Kept> saved, List<Lately> recent) implements TemplateInstance {

        /// @param text     the words, or null where they are the name
        record Kept(UUID id, String name, String text, String href, List<ExampleChip> examples) {}

        record Lately(UUID id, String words, String href, List<ExampleChip> examples) {}
    }

    @GET
    @Cache(noStore = true)
    public TemplateInstance list() {
        var person = persons.current();
        return new SearchesPage(
                Frame.of("Searches", Section.SEARCHES),
                saved.list(person).stream().map(search -> kept(search, person)).toList(),
                recent.list(person).stream()
                        .map(search -> lately(search, person))
                        .toList());
    }

    /// @param address of the search's page, which is shown again
    @POST
    public Response save(@RestForm String address, @RestForm String name) {
        var asked = Asked.at(Objects.requireNonNullElse(address, ""));
        saved.save(name, asked, persons.current());
        return to(asked.href());
    }

    @POST
    @Path("{id}/rename")
    public Response rename(UUID id, @RestForm String name) {
        saved.rename(id, Objects.requireNonNullElse(name, ""), persons.current());
        return to("/searches");
    }

    @POST
    @Path("{id}/delete")
    public Response delete(UUID id) {
        saved.delete(id, persons.current());
        return to("/searches");
    }

    @POST
    @Path("recent/{id}/forget")
    public Response forget(UUID id) {
        recent.forget(id, persons.current());
        return to("/searches");
    }

    @POST
    @Path("recent/forget")
    public Response forgetAll() {
        recent.forgetAll(persons.current());
        return to("/searches");
    }

    private static Response to(String address) {
        return Response.seeOther(URI.create(address)).build();
    }

    private SearchesPage.Kept kept(SavedSearches.Saved search, Person person) {
        var asked = search.asked();
        return new SearchesPage.Kept(
                search.id(),
                search.name(),
                asked.text().equals(search.name()) || asked.text().isEmpty() ? null : asked.text(),
                asked.href(),
                frames.examples(asked, person));
    }

    private SearchesPage.Lately lately(RecentSearches.Recent search, Person person) {
        var asked = search.asked();
        return new SearchesPage.Lately(
                search.id(), SearchFrames.title(asked), asked.href(), frames.examples(asked, person));
    }
}
