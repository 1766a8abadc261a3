package dev.sightline.web;

import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// A resource that does what it is told, so that what surrounds every resource can be seen.
@Path("/api/probe")
public class ProbeResource {

    public record Note(
            @NotBlank String name, int count, @Size(max = 2) List<@Valid Line> lines) {}

    public record Line(@NotBlank String text) {}

    @Inject
    Jdbi jdbi;

    @POST
    public Note echo(@NotNull @Valid Note note) {
        return note;
    }

    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    public Note patch(Note note) {
        return note;
    }

    @DELETE
    public void delete() {}

    @POST
    @Path("empty")
    public void withoutBody() {}

    @GET
    @Path("list")
    public int list(@QueryParam("limit") @DefaultValue("50") @Max(200) int limit) {
        return limit;
    }

    /// A text that nothing looks at before the database does.
    @GET
    @Path("stored")
    public String stored(@QueryParam("text") String text) {
        return jdbi.withHandle(handle -> handle.createQuery("select :text")
                .bind("text", text)
                .mapTo(String.class)
                .one());
    }

    @GET
    @Path("images/{id}")
    public UUID image(@PathParam("id") UUID id) {
        return id;
    }

    @GET
    @Path("text")
    @Produces("text/plain")
    public String text() {
        return "text";
    }

    @GET
    @Path("fail/{how}")
    public String fail(@PathParam("how") String how) throws Exception {
        throw switch (how) {
            case "cursor" -> ProblemException.cursorExpired();
            case "busy" ->
                new ProblemException(503, "model-busy", "The model is busy.").retryAfter(Duration.ofSeconds(7));
            case "database" -> new IllegalStateException(new SQLException("Connection refused", "08001"));
            case "pool" -> new SQLException("Sorry, acquisition timeout!");
            case "constraint" -> new SQLException("duplicate key", "23505");
            default -> new IllegalStateException("secret words");
        };
    }
}
