package dev.sightline.embedding.hub;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/models")
@Blocking
class ModelResource {

    private final Models models;

    ModelResource(Models models) {
        this.models = models;
    }

    @RegisterForReflection
    record ModelList(List<Model> models) {}

    @GET
    public ModelList list() {
        return new ModelList(models.list());
    }

    @GET
    @Path("{id}")
    public Model get(String id) {
        return models.get(id);
    }

    @POST
    @Path("{id}/fetch")
    @ResponseStatus(202)
    public Model fetch(String id) {
        models.fetch(id);
        return models.get(id);
    }

    @DELETE
    @Path("{id}/fetch")
    public Model stop(String id) {
        models.stop(id);
        return models.get(id);
    }
}
