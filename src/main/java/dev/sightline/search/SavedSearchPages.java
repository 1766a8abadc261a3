package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.search.Results.ExampleChip;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.ProblemException;
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
    ///
    /// @param trouble why something could not be done, or null
    @CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SearchesPage(Frame frame, String trouble, List<Kept> saved, List<Lately> recent)
            implements TemplateInstance {

        /// @param text     the words, or null where they are the name
        record Kept(UUID id, String name, String text, String href, List<ExampleChip> examples) {}

        record Lately(UUID id, String words, String href, List<ExampleChip> examples) {}
    }

    @GET
    @Cache(noStore = true)
    public TemplateInstance list() {
        return page(null);
    }

    /// @param address of the search's page
    @POST
    public Object save(@RestForm String address, @RestForm String name) {
        var asked = Asked.at(Objects.requireNonNullElse(address, ""));
        return done(asked.href(), () -> saved.save(name, asked, persons.current()));
    }

    @POST
    @Path("{id}/rename")
    public Object rename(UUID id, @RestForm String name) {
        return done("/searches", () -> saved.rename(id, name, persons.current()));
    }

    @POST
    @Path("{id}/delete")
    public Object delete(UUID id) {
        return done("/searches", () -> saved.delete(id, persons.current()));
    }

    @POST
    @Path("recent/{id}/forget")
    public Object forget(UUID id) {
        return done("/searches", () -> recent.forget(id, persons.current()));
    }

    @POST
    @Path("recent/forget")
    public Object forgetAll() {
        return done("/searches", () -> recent.forgetAll(persons.current()));
    }

    /// Back to where it was asked for or, if it cannot be done, to the list with the reason.
    private Object done(String address, Runnable change) {
        try {
            change.run();
            return Response.seeOther(URI.create(address)).build();
        } catch (ProblemException refused) {
            return page(refused.getMessage());
        }
    }

    private TemplateInstance page(String trouble) {
        var person = persons.current();
        return new SearchesPage(
                Frame.of("Searches", Section.SEARCHES),
                trouble,
                saved.list(person).stream().map(search -> kept(search, person)).toList(),
                recent.list(person).stream()
                        .map(search -> lately(search, person))
                        .toList());
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
