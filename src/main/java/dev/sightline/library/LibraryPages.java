package dev.sightline.library;

import dev.sightline.account.Persons;
import dev.sightline.library.PicturePage.Fact;
import dev.sightline.library.PicturePage.Neighbour;
import dev.sightline.library.PicturePage.Shown;
import dev.sightline.library.PicturePage.Swatch;
import dev.sightline.library.PicturePage.Tag;
import dev.sightline.picture.ColourName;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;

/// Each picture of the library.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class LibraryPages {

    private final Library library;
    private final ImageFiles files;
    private final Persons persons;

    LibraryPages(Library library, ImageFiles files, Persons persons) {
        this.library = library;
        this.files = files;
        this.persons = persons;
    }

    @GET
    @Path("images/{id}")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance picture(UUID id) {
        var person = persons.current();
        var image = library.get(id, person);
        var neighbours = library.neighbours(image, person);
        return new PicturePage(
                Frame.of(image.caption(), Section.PICTURE),
                shown(image),
                neighbour(neighbours.newer()),
                neighbour(neighbours.older()));
    }

    private Shown shown(Image image) {
        boolean seen = image.width() != null;
        return new Shown(
                image.id(),
                image.caption(),
                image.description(),
                image.error() == null ? null : image.error().reason(),
                image.status() == Image.Status.PROCESSING,
                image.status() == Image.Status.TRASHED,
                seen ? files.rendition(image, ImageFiles.THUMBNAIL) : null,
                seen ? files.rendition(image, ImageFiles.PREVIEW) : null,
                files.download(image),
                seen ? image.width() : 4,
                seen ? image.height() : 3,
                image.favourite(),
                facts(image),
                rating(image),
                image.placed(),
                image.tags().stream()
                        .map(tag -> new Tag(tag, alike("tag", tag)))
                        .toList(),
                image.colours().stream().map(LibraryPages::swatch).toList());
    }

    private static List<Fact> facts(Image image) {
        var facts = new ArrayList<Fact>();
        if (image.takenAt() != null) {
            facts.add(new Fact("Taken", taken(image)));
        }
        if (image.camera() != null) {
            facts.add(new Fact("Camera", image.camera(), alike("camera", image.camera())));
        }
        if (image.lens() != null) {
            facts.add(new Fact("Lens", image.lens(), alike("lens", image.lens())));
        }
        if (image.exposure() != null) {
            facts.add(new Fact("Exposure", ExposureWords.of(image.exposure())));
        }
        facts.add(new Fact("Added", Phrases.moment(image.uploadedAt())));
        if (image.width() != null) {
            facts.add(new Fact("Size", "%,d × %,d pixels".formatted(image.width(), image.height())));
        }
        facts.add(new Fact("File", file(image)));
        if (image.title() != null) {
            facts.add(new Fact("Name", image.name()));
        }
        return facts;
    }

    /// `GIF, animated, 1.2 MB`
    private static String file(Image image) {
        var more =
                switch (image.sequence()) {
                    case SINGLE -> "";
                    case ANIMATION -> ", animated";
                    case PAGES -> ", the first of several pages";
                };
        return "%s%s, %s".formatted(Formats.title(image.type()), more, Phrases.size(image.size()));
    }

    /// By the clock of the camera, with its offset where that is known: `31 May 2024, 23:59 (UTC+09:00)`
    private static String taken(Image image) {
        var moment = Phrases.moment(image.takenAt());
        if (!image.offsetKnown()) {
            return moment;
        }
        var offset = image.takenAt().getOffset();
        return moment + (offset.getTotalSeconds() == 0 ? " (UTC)" : " (UTC" + offset + ")");
    }

    private static String rating(Image image) {
        if (image.rating() == null) {
            return null;
        }
        return image.rating() < 0 ? "Rejected" : image.rating() + " of 5 stars";
    }

    private static Swatch swatch(String hex) {
        var name = ColourName.ofAll(List.of(hex)).getFirst();
        return new Swatch(hex, name, alike("colour", name));
    }

    /// A search for all that pass this filter.
    private static String alike(String filter, String value) {
        return Address.to("/search")
                .with("q", "%s:\"%s\"".formatted(filter, value))
                .toString();
    }

    private Neighbour neighbour(Image image) {
        if (image == null) {
            return null;
        }
        var preview = image.width() == null ? null : files.rendition(image, ImageFiles.PREVIEW);
        return new Neighbour("/images/" + image.id(), preview);
    }
}
