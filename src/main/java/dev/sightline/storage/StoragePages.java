package dev.sightline.storage;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.Cache;

@Path("/storage")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StoragePages {

    private final StorageNotice notice;

    StoragePages(StorageNotice notice) {
        this.notice = notice;
    }

    /// @param words empty if there is nothing to say
    @CheckedTemplate(basePath = "storage", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notice(String words) implements TemplateInstance {}

    /// The notice about the storage, as a fragment of every page. Pages that have one ask again, and so does one whose
    /// pictures do not come.
    @GET
    @Path("notice")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance notice() {
        return new Notice(notice.asked());
    }
}
