package dev.sightline.trash;

import dev.sightline.account.Persons;
import dev.sightline.library.Bulk;
import dev.sightline.library.BulkChange;
import dev.sightline.library.Tiles;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// What is in the trash, and the two ways out of it.
@Path("/trash")
@Produces(MediaType.TEXT_HTML)
@Blocking
class TrashPages {

    private static final int PAGE = 60;

    private final Trash trash;
    private final Bulk bulk;
    private final Tiles tiles;
    private final Persons persons;
    private final TrashConfig config;

    TrashPages(Trash trash, Bulk bulk, Tiles tiles, Persons persons, TrashConfig config) {
        this.trash = trash;
        this.bulk = bulk;
        this.tiles = tiles;
        this.persons = persons;
        this.config = config;
    }

    /// @param restored how many images were just restored, or null
    /// @param deleted  how many were just deleted, or null
    /// @param empty    whether somebody asks to empty it, and is to be asked back
    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance trash(
            @RestQuery String cursor,
            @RestQuery Integer restored,
            @RestQuery Integer deleted,
            @RestQuery boolean empty) {
        var page = trash.list(cursor, PAGE, persons.current());
        long count = page.total().count();
        return new TrashPage(
                Frame.of("Trash", Section.TRASH),
                pictures(count),
                fate(),
                done(restored, deleted),
                page.images().stream().map(image -> tiles.of(image, null)).toList(),
                page.next() == null
                        ? null
                        : Address.to("/trash").with("cursor", page.next()).toString(),
                empty && count > 0 ? pictures(count) : null);
    }

    @POST
    @Path("restore")
    public Response restore(@RestForm List<UUID> image) {
        var chosen = new BulkChange(image == null ? List.of() : image, null, null, null, null, true);
        long restored = chosen.images().isEmpty()
                ? 0
                : bulk.change(chosen, persons.current()).changed();
        return back("restored", restored);
    }

    @POST
    @Path("restore-all")
    public Response restoreAll() {
        return back("restored", trash.restoreAll());
    }

    @POST
    @Path("empty")
    public Response empty() {
        return back("deleted", trash.empty());
    }

    private static Response back(String what, long count) {
        return Response.seeOther(
                        URI.create(Address.to("/trash").with(what, count).toString()))
                .build();
    }

    private String fate() {
        return config.keep()
                .map(keep -> "They are deleted for good %s after they came here.".formatted(days(keep)))
                .orElse("They stay here until you restore them or delete them for good.");
    }

    private static String days(Duration keep) {
        return keep.toDays() > 0
                ? Phrases.count(keep.toDays(), "day", "days")
                : Phrases.count(Math.max(1, keep.toHours()), "hour", "hours");
    }

    private static String done(Integer restored, Integer deleted) {
        if (restored != null) {
            return restored == 0 ? "Nothing was chosen." : pictures(restored) + " restored.";
        }
        return deleted == null ? null : pictures(deleted) + " deleted for good.";
    }

    private static String pictures(long count) {
        return Phrases.count(count, "picture", "pictures");
    }
}
