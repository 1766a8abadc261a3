package dev.sightline.library;

import dev.sightline.account.Persons;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/facets")
class FacetResource {

    private final Facets facets;
    private final Persons persons;

    FacetResource(Facets facets, Persons persons) {
        this.facets = facets;
        this.persons = persons;
    }

    @RegisterForReflection
    public record FacetList(List<Facet> facets) {}

    /// What the images of the library can be narrowed down by. Each facet is counted without its own filter.
    @GET
    public FacetList list(@BeanParam FilterParameters filters) {
        return new FacetList(facets.of(filters.filter(), persons.current()));
    }
}
