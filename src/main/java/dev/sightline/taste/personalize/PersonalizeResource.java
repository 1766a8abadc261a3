package dev.sightline.taste.personalize;

import dev.sightline.taste.personalize.Setups.Overview;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/taste/personalize")
class PersonalizeResource {

    private final Setups setups;

    PersonalizeResource(Setups setups) {
        this.setups = setups;
    }

    /// @param agreed to what it costs, as it was told
    @RegisterForReflection
    record Order(@NotNull Boolean agreed) {}

    @GET
    public Overview get() {
        return setups.overview();
    }

    @POST
    @ResponseStatus(202)
    public Overview start(@NotNull @Valid Order order) {
        return setups.start(order.agreed());
    }

    @POST
    @Path("retry")
    @ResponseStatus(202)
    public Overview retry() {
        return setups.retry();
    }

    @DELETE
    @ResponseStatus(202)
    public Overview tearDown() {
        return setups.tearDown();
    }
}
