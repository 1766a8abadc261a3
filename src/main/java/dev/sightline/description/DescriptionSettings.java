package dev.sightline.description;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestForm;

/// The forms about descriptions on the page of settings.
@Path("/settings/descriptions")
@Blocking
class DescriptionSettings {

    private final Descriptions descriptions;

    DescriptionSettings(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    @POST
    @Path("focus")
    public Response focus(@RestForm String focus) {
        descriptions.setFocus(Objects.requireNonNullElse(focus, ""));
        return back();
    }

    /// @param again also what was described by another model, or with another focus
    @POST
    public Response describeAll(@RestForm boolean again) {
        descriptions.describeAll(again);
        return back();
    }

    @POST
    @Path("stop")
    public Response stop() {
        descriptions.stop();
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/settings#descriptions")).build();
    }
}
