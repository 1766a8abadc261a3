package dev.sightline.upload;

import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

@Path("/api/uploads")
class UploadResource {

    private final Uploads uploads;
    private final Collections collections;
    private final Persons persons;

    UploadResource(Uploads uploads, Collections collections, Persons persons) {
        this.uploads = uploads;
        this.collections = collections;
        this.persons = persons;
    }

    /// @param purpose `image` (default): to be kept; `query`: only to search with, deleted after a day
    /// @param set     the evaluation set that they belong to, made where there is none of this name; null: the
    ///                library
    @RegisterForReflection
    record OfferedFiles(
            @NotEmpty @Size(max = 100) List<@NotNull @Valid Offer> files,
            Upload.Purpose purpose,
            @Size(min = 1, max = 200) String set) {}

    @RegisterForReflection
    record Slots(List<Slot> uploads) {}

    @POST
    public Slots open(@NotNull @Valid OfferedFiles offered) {
        var purpose = Objects.requireNonNullElse(offered.purpose(), Upload.Purpose.IMAGE);
        long collection = offered.set() == null ? collections.library() : collections.makeEvaluation(offered.set());
        return new Slots(uploads.open(offered.files(), purpose, collection, persons.current()));
    }

    @RegisterForReflection
    record AskedFor(@NotEmpty @Size(max = 200) List<@NotNull UUID> ids) {}

    @RegisterForReflection
    record Statuses(List<UploadStatus> uploads) {}

    /// How far uploads are, all at once: a POST, because two hundred ids are too long for an address.
    @POST
    @Path("status")
    public Statuses statuses(@NotNull @Valid AskedFor asked) {
        return new Statuses(uploads.statuses(asked.ids(), persons.current()));
    }

    @DELETE
    @Path("{id}")
    public void cancel(UUID id) {
        uploads.cancel(id, persons.current());
    }

    @POST
    @Path("{id}/complete")
    public Response complete(UUID id) {
        return Response.accepted(uploads.complete(id, persons.current())).build();
    }
}
