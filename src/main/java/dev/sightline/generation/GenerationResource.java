package dev.sightline.generation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/generations")
class GenerationResource {

    private final Builds builds;
    private final GenerationViews views;

    GenerationResource(Builds builds, GenerationViews views) {
        this.builds = builds;
        this.views = views;
    }

    @RegisterForReflection
    record GenerationList(List<GenerationView> generations) {}

    /// @param model     the id of a model
    /// @param dimension of its vectors, if anything the model's own
    /// @param engine    if anything, `embedded`
    /// @param activate  whether it is to become active by itself; yes if it is left out
    @RegisterForReflection
    record Order(@NotBlank String model, Integer dimension, String engine, Boolean activate) {

        boolean activating() {
            return activate == null || activate;
        }
    }

    @GET
    public GenerationList list() {
        return new GenerationList(views.list());
    }

    @GET
    @Path("{id}")
    public GenerationView get(long id) {
        return views.of(builds.get(id));
    }

    @POST
    public Response start(@NotNull @Valid Order order) {
        var view = views.of(builds.start(order.model(), order.dimension(), order.engine(), order.activating()));
        return Response.accepted(view)
                .location(URI.create("/api/generations/" + view.id()))
                .build();
    }

    @POST
    @Path("{id}/activate")
    @ResponseStatus(202)
    public GenerationView activate(long id) {
        return views.of(builds.activate(id));
    }

    @POST
    @Path("{id}/pause")
    @ResponseStatus(202)
    public GenerationView pause(long id) {
        return views.of(builds.pause(id));
    }

    @POST
    @Path("{id}/resume")
    @ResponseStatus(202)
    public GenerationView resume(long id) {
        return views.of(builds.resume(id));
    }

    @POST
    @Path("{id}/drop")
    @ResponseStatus(204)
    public void drop(long id) {
        builds.drop(id);
    }
}
