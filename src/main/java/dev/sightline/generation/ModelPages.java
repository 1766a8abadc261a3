package dev.sightline.generation;

import dev.sightline.embedding.hub.Models;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;

/// The models: fetched, built beside, made active, dropped.
@Path("/models")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ModelPages {

    private final Models models;
    private final Builds builds;
    private final ModelRows rows;
    private final ModelNotice notice;

    ModelPages(Models models, Builds builds, ModelRows rows, ModelNotice notice) {
        this.models = models;
        this.builds = builds;
        this.rows = rows;
        this.notice = notice;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance models() {
        return new ModelsPage(Frame.of("Models", Section.MODELS), rows.isLive(), rows.all());
    }

    @CheckedTemplate(basePath = "generation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notice(ModelNotice.Words notice) implements TemplateInstance {}

    /// The notice about the model, as a fragment of every page.
    @GET
    @Path("notice")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance notice() {
        return new Notice(notice.now());
    }

    /// Asked for by a notice, it answers with what that says now; by a form, with the page that the form is on.
    @POST
    @Path("{id}/fetch")
    public Response fetch(
            String id,
            @RestHeader("HX-Request") boolean scripted,
            @RestHeader("HX-Boosted") boolean form,
            @RestHeader("Referer") String referer) {
        models.fetch(id);
        return scripted && !form
                ? Response.ok(new Notice(notice.now())).build()
                : Response.seeOther(page(referer)).build();
    }

    private static URI page(String referer) {
        try {
            var from = URI.create(referer == null ? "/" : referer);
            var path = from.getRawPath() == null || from.getRawPath().startsWith("//") ? "/" : from.getRawPath();
            return URI.create(from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
        } catch (IllegalArgumentException _) {
            return URI.create("/");
        }
    }

    @POST
    @Path("{id}/stop")
    public Response stop(String id) {
        models.stop(id);
        return back();
    }

    @POST
    @Path("{id}/build")
    public Response build(String id) {
        builds.start(id, null, null, true);
        return back();
    }

    @POST
    @Path("generations/{id}/activate")
    public Response activate(long id) {
        builds.activate(id);
        return back();
    }

    @POST
    @Path("generations/{id}/pause")
    public Response pause(long id) {
        builds.pause(id);
        return back();
    }

    @POST
    @Path("generations/{id}/resume")
    public Response resume(long id) {
        builds.resume(id);
        return back();
    }

    @POST
    @Path("generations/{id}/drop")
    public Response drop(long id) {
        builds.drop(id);
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/models")).build();
    }
}
