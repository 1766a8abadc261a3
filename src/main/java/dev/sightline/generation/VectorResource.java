package dev.sightline.generation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/models/{id}/vectors")
class VectorResource {

    private final VectorImport vectors;

    VectorResource(VectorImport vectors) {
        this.vectors = vectors;
    }

    @RegisterForReflection
    record BroughtVectors(List<BroughtVector> vectors) {}

    @POST
    public BroughtVectors bring(String id, @NotNull @Valid VectorOrder order) {
        return new BroughtVectors(vectors.bring(id, order));
    }
}
