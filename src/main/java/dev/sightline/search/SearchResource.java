package dev.sightline.search;

import dev.sightline.account.Persons;
import dev.sightline.search.SearchRequest.Sort;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/search")
class SearchResource {

    private final Search search;
    private final Persons persons;

    SearchResource(Search search, Persons persons) {
        this.search = search;
        this.persons = persons;
    }

    @POST
    public ResultPage search(@NotNull @Valid SearchRequest request) {
        return search.run(request, persons.current());
    }

    /// The same for a text.
    @GET
    public ResultPage search(
            @RestQuery @Size(max = 2000) String q,
            @RestQuery String against,
            @RestQuery @Size(max = 500) String filter,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @RestQuery String cursor,
            @RestQuery boolean weaker,
            @RestQuery Sort sort,
            @RestQuery boolean facets,
            @RestQuery @DecimalMin("0") @DecimalMax("1") Double personal) {
        var request =
                new SearchRequest(q, null, null, against, filter, null, sort, facets, limit, cursor, weaker, personal);
        return search.run(request, persons.current());
    }
}
