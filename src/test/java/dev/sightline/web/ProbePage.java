package dev.sightline.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

@Path("/probe")
public class ProbePage {

    @GET
    @Path("{how}")
    @Produces("text/html")
    public String page(@PathParam("how") String how) {
        if (how.equals("cursor")) {
            throw ProblemException.cursorExpired();
        }
        throw new IllegalStateException("secret words");
    }
}
