package dev.sightline.library;

import dev.sightline.account.Persons;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

@Path("/api/images/bulk")
class BulkResource {

    private final Bulk bulk;
    private final Persons persons;

    BulkResource(Bulk bulk, Persons persons) {
        this.bulk = bulk;
        this.persons = persons;
    }

    @POST
    public BulkOutcome change(@NotNull @Valid BulkChange change) {
        return bulk.change(change, persons.current());
    }
}
