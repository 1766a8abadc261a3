package dev.sightline.embedding.hub;

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

/// The notice about the model, as a fragment of every page.
@Path("/models")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ModelPages {

    @CheckedTemplate(basePath = "embedding", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notice(ModelNotice.Words notice) implements TemplateInstance {}

    private final Models models;
    private final ModelNotice notice;

    ModelPages(Models models, ModelNotice notice) {
        this.models = models;
        this.notice = notice;
    }

    @GET
    @Path("notice")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance notice() {
        return new Notice(notice.now());
    }

    /// Without JavaScript it is a form, which leads back to the page that it was on.
    @POST
    @Path("{id}/fetch")
    public Response fetch(
            String id, @RestHeader("HX-Request") boolean fragment, @RestHeader("Referer") String referer) {
        models.fetch(id);
        return fragment
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
}
