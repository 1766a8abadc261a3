package dev.sightline.taste;

import dev.sightline.account.Persons;
import dev.sightline.taste.Interactions.Receipt;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/interactions")
class InteractionResource {

    /// Characters; what browsers and programs send at once is bounded too.
    static final int LARGEST_FILE = 5_000_000;

    private final Interactions interactions;
    private final History history;
    private final HistoryImport imports;
    private final Persons persons;

    InteractionResource(Interactions interactions, History history, HistoryImport imports, Persons persons) {
        this.interactions = interactions;
        this.history = history;
        this.imports = imports;
        this.persons = persons;
    }

    @RegisterForReflection
    record Events(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Interaction> events) {}

    @POST
    @ResponseStatus(202)
    public Receipt record(@NotNull @Valid Events told) {
        return interactions.record(told.events(), persons.current());
    }

    /// What was recorded of you, the latest first.
    ///
    /// @param type null for all
    @GET
    public History.Part list(
            @RestQuery String type,
            @RestQuery String cursor,
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit) {
        return history.list(persons.current(), type == null ? null : type(type), cursor, limit);
    }

    private static Interaction.Type type(String code) {
        return Interaction.Type.of(code)
                .orElseThrow(() -> new ProblemException(
                        400,
                        "invalid-type",
                        "\"%s\" is no type: it is view, favourite, unfavourite or download.".formatted(code)));
    }

    @DELETE
    @Path("{id}")
    public void delete(UUID id) {
        history.delete(id, persons.current());
    }

    /// @param csv  see [HistoryFile]
    /// @param user whose lines are meant, or null: there is only one
    @RegisterForReflection
    record File(
            @NotNull @Size(max = LARGEST_FILE) String csv,
            @Size(max = 256) String user) {}

    @POST
    @Path("import")
    public HistoryImport.Outcome add(@NotNull @Valid File file) {
        return imports.add(file.csv(), file.user(), persons.current());
    }

    @GET
    @Path("export")
    @Produces("text/csv")
    @RunOnVirtualThread
    public Response export() {
        var person = persons.current();
        StreamingOutput csv = out -> history.export(person, out);
        return Response.ok(csv)
                .header("Content-Disposition", "attachment; filename=\"sightline-history.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
