package dev.sightline.search;

import dev.sightline.account.Persons;
import dev.sightline.search.Suggestion.Group;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;

/// What the search box offers while somebody types.
@Path("/search/suggestions")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SuggestionPages {

    private final Suggestions suggestions;
    private final Persons persons;

    SuggestionPages(Suggestions suggestions, Persons persons) {
        this.suggestions = suggestions;
        this.persons = persons;
    }

    @CheckedTemplate(basePath = "search", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record SuggestionList(List<Group> groups) implements TemplateInstance {}

    /// @param q what is in the search box before the cursor
    @GET
    @Cache(noStore = true)
    public TemplateInstance suggest(@RestQuery @DefaultValue("") @Size(max = 2000) String q) {
        return new SuggestionList(suggestions.of(q, persons.current()));
    }
}
