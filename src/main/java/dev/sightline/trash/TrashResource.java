package dev.sightline.trash;

import dev.sightline.account.Persons;
import dev.sightline.library.BulkOutcome;
import dev.sightline.library.ImagePage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/trash")
class TrashResource {

    private final Trash trash;
    private final Persons persons;

    TrashResource(Trash trash, Persons persons) {
        this.trash = trash;
        this.persons = persons;
    }

    /// @param images to be deleted for good
    @RegisterForReflection
    record Selected(@NotNull @Size(min = 1, max = 1000) List<@NotNull UUID> images) {}

    @RegisterForReflection
    record Deleted(int deleted) {}

    @RegisterForReflection
    record Restored(int restored) {}

    @GET
    public ImagePage list(@RestQuery String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return trash.list(cursor, limit, persons.current());
    }

    @DELETE
    @ResponseStatus(202)
    public Deleted empty() {
        return new Deleted(trash.empty());
    }

    @POST
    @Path("deletions")
    @ResponseStatus(202)
    public BulkOutcome delete(@NotNull @Valid Selected selected) {
        return trash.delete(selected.images());
    }

    @POST
    @Path("restore")
    public Restored restore() {
        return new Restored(trash.restoreAll());
    }
}
