package dev.sightline.generation;

import dev.sightline.generation.IndexImport.BroughtPage;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/models/{id}/vectors")
class VectorResource {

    private final VectorImport vectors;
    private final IndexImport indexes;

    VectorResource(VectorImport vectors, IndexImport indexes) {
        this.vectors = vectors;
        this.indexes = indexes;
    }

    @RegisterForReflection
    record BroughtVectors(List<BroughtVector> vectors) {}

    @POST
    public BroughtVectors bring(String id, @NotNull @Valid VectorOrder order) {
        var model = vectors.taking(id);
        return new BroughtVectors(
                vectors.bring(model, order.given(), order.replacing(), false).vectors());
    }

    @POST
    @Path("index")
    public BroughtPage bringIndex(String id, @NotNull @Valid IndexOrder order) {
        return indexes.bring(id, order);
    }
}
