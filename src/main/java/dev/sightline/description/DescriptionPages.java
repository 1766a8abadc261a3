package dev.sightline.description;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/// The form about its description on the page of a picture.
@Path("/images/{id}/description")
@Blocking
class DescriptionPages {

    private final Descriptions descriptions;

    DescriptionPages(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /// @param action `remove`, or whatever else to have it described
    @POST
    public Response describe(UUID id, @RestForm String action) {
        var image = "remove".equals(action) ? descriptions.remove(id) : descriptions.describe(id);
        return Response.seeOther(URI.create("/images/" + image.id())).build();
    }
}
