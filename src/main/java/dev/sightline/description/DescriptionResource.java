package dev.sightline.description;

import dev.sightline.library.Image;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/images/{id}/description")
class DescriptionResource {

    private final Descriptions descriptions;

    DescriptionResource(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    @POST
    @ResponseStatus(202)
    public Image describe(UUID id) {
        return descriptions.describe(id);
    }

    @DELETE
    public Image remove(UUID id) {
        return descriptions.remove(id);
    }
}
