package dev.sightline.duplicate;

import dev.sightline.account.Persons;
import dev.sightline.duplicate.Duplicates.Group;
import dev.sightline.duplicate.DuplicatesPage.Alike;
import dev.sightline.duplicate.DuplicatesPage.Copy;
import dev.sightline.library.Image;
import dev.sightline.library.Tiles;
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
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// Pictures that look the same, group by group.
@Path("/duplicates")
@Produces(MediaType.TEXT_HTML)
@Blocking
class DuplicatePages {

    private static final int SHOWN = 50;

    private final Duplicates duplicates;
    private final Tiles tiles;
    private final Persons persons;

    DuplicatePages(Duplicates duplicates, Tiles tiles, Persons persons) {
        this.duplicates = duplicates;
        this.tiles = tiles;
        this.persons = persons;
    }

    /// @param undo    a decision that was just made, or null
    /// @param trashed how many images it moved to the trash
    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance duplicates(@RestQuery UUID undo, @RestQuery int trashed) {
        var groups = duplicates.groups(persons.current());
        return new DuplicatesPage(
                Frame.of("Duplicates", Section.DUPLICATES),
                groups.isEmpty()
                        ? "No pictures look the same"
                        : Phrases.count(groups.size(), "group of pictures", "groups of pictures")
                                + " that look the same",
                groups.stream().limit(SHOWN).map(this::alike).toList(),
                undo,
                trashed == 0
                        ? "All of them are kept."
                        : Phrases.count(trashed, "picture", "pictures") + " moved to the trash.");
    }

    @POST
    public Response decide(@RestForm List<UUID> image, @RestForm List<UUID> keep) {
        var decision = duplicates.decide(image, keep == null ? List.of() : keep, persons.current());
        return Response.seeOther(URI.create("/duplicates?undo=%s&trashed=%d"
                        .formatted(decision.id(), decision.trashed().size())))
                .build();
    }

    @POST
    @Path("{decision}/undo")
    public Response undo(UUID decision) {
        duplicates.undo(decision, persons.current());
        return Response.seeOther(URI.create("/duplicates")).build();
    }

    private Alike alike(Group group) {
        return new Alike(group.images().stream()
                .map(image -> new Copy(tiles.of(image, null), facts(image), image.equals(group.best())))
                .toList());
    }

    private static String facts(Image image) {
        return "%d × %d · %s · %s".formatted(image.width(), image.height(), type(image), Phrases.size(image.size()));
    }

    private static String type(Image image) {
        return image.type().substring(image.type().indexOf('/') + 1).toUpperCase(Locale.ROOT);
    }
}
