package dev.sightline.demo;

import dev.sightline.account.Persons;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/// The offer of an empty library.
@Path("/demo")
@Blocking
class DemoPages {

    private static final int COUNT = 240;

    private final DemoLoader loader;
    private final Persons persons;

    DemoPages(DemoLoader loader, Persons persons) {
        this.loader = loader;
        this.persons = persons;
    }

    @POST
    public Response load() {
        loader.load(COUNT, persons.current());
        return Response.seeOther(URI.create("/")).build();
    }
}
