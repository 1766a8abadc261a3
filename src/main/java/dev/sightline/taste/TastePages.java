package dev.sightline.taste;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;

/// The switch for everybody, as a form of the settings.
@Path("/settings/taste")
@Blocking
class TastePages {

    private final Tastes tastes;

    TastePages(Tastes tastes) {
        this.tastes = tastes;
    }

    /// @param followed whether orders are to follow taste
    @POST
    public Response follow(@RestForm boolean followed) {
        tastes.enable(followed);
        return Response.seeOther(URI.create("/settings")).build();
    }
}
