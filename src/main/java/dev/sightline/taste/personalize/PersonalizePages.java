package dev.sightline.taste.personalize;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;

/// Setting it up and removing it, as forms of the settings and of the page of all that is in work.
@Path("/settings/personalize")
@Blocking
class PersonalizePages {

    private final Setups setups;

    PersonalizePages(Setups setups) {
        this.setups = setups;
    }

    /// @param agreed to the cost that stands above the button
    @POST
    public Response start(@RestForm boolean agreed) {
        setups.start(agreed);
        return activity();
    }

    @POST
    @Path("retry")
    public Response retry() {
        setups.retry();
        return activity();
    }

    @POST
    @Path("remove")
    public Response remove() {
        setups.tearDown();
        return activity();
    }

    private static Response activity() {
        return Response.seeOther(URI.create("/activity")).build();
    }
}
