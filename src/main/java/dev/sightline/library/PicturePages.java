package dev.sightline.library;

import dev.sightline.account.Persons;
import dev.sightline.library.PicturePage.Neighbour;
import dev.sightline.library.PicturePage.Saving;
import dev.sightline.library.PicturePage.Shown;
import dev.sightline.picture.MediaType;
import dev.sightline.picture.Sequence;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.ResponseHeader;

/// Each picture on a page of its own.
@Path("images/{id}")
@Produces(jakarta.ws.rs.core.MediaType.TEXT_HTML)
@Blocking
class PicturePages {

    /// What browsers show by themselves.
    private static final Set<String> SHOWN_BY_BROWSERS = Stream.of(
                    MediaType.JPEG, MediaType.PNG, MediaType.GIF, MediaType.WEBP, MediaType.BMP, MediaType.AVIF)
            .map(MediaType::mimeType)
            .collect(Collectors.toUnmodifiableSet());

    /// A browser holds four bytes for each; phones give up somewhere above.
    private static final long MOST_PIXELS = 80_000_000;

    private final Library library;
    private final ImageFiles files;
    private final Persons persons;

    PicturePages(Library library, ImageFiles files, Persons persons) {
        this.library = library;
        this.files = files;
        this.persons = persons;
    }

    /// A link that somebody shares shows nothing to whoever fetches previews of links, and no search engine keeps it.
    @GET
    @Cache(isPrivate = true, noCache = true)
    @ResponseHeader(name = "X-Robots-Tag", value = "noindex, noimageindex")
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
        boolean playable = seen && image.sequence() == Sequence.ANIMATION && isShownByBrowsers(image);
        return new Shown(
                image.id(),
                image.otherwise(),
                image.caption(),
                image.title(),
                image.description(),
                image.machine().description(),
                image.version(),
                image.error() == null ? null : image.error().reason(),
                image.status() == Image.Status.PROCESSING,
                image.status() == Image.Status.TRASHED,
                seen ? files.rendition(image, ImageFiles.THUMBNAIL) : null,
                seen ? files.rendition(image, ImageFiles.PREVIEW) : null,
                seen && !playable && isSharper(image) ? image.links().original() : null,
                playable ? image.links().original() : null,
                savings(image),
                seen ? image.width() : 4,
                seen ? image.height() : 3,
                image.favourite(),
                PictureFacts.of(image),
                PictureFacts.rating(image),
                image.placed(),
                PictureFacts.tags(image),
                image.colours().stream().map(PictureFacts::swatch).toList());
    }

    private static boolean isSharper(Image image) {
        return isShownByBrowsers(image)
                && Math.max(image.width(), image.height()) > ImageFiles.PREVIEW
                && (long) image.width() * image.height() <= MOST_PIXELS;
    }

    private static boolean isShownByBrowsers(Image image) {
        return SHOWN_BY_BROWSERS.contains(image.type());
    }

    private static List<Saving> savings(Image image) {
        var links = image.links();
        var savings = new ArrayList<Saving>();
        savings.add(new Saving(
                "Original",
                "%s, %s".formatted(Formats.title(image.type()), Phrases.size(image.size())),
                links.original()));
        if (image.width() != null) {
            savings.add(new Saving("Large", rendition(image, ImageFiles.PREVIEW), links.preview()));
            savings.add(new Saving("Small", rendition(image, ImageFiles.THUMBNAIL), links.thumbnail()));
        }
        return savings;
    }

    /// `JPEG, 1,440 × 960`
    private static String rendition(Image image, int side) {
        double scale = Math.min(1, (double) side / Math.max(image.width(), image.height()));
        return "JPEG, %,d × %,d".formatted(pixels(image.width() * scale), pixels(image.height() * scale));
    }

    private static long pixels(double side) {
        return Math.max(1, Math.round(side));
    }

    private Neighbour neighbour(Image image) {
        if (image == null) {
            return null;
        }
        var preview = image.width() == null ? null : files.rendition(image, ImageFiles.PREVIEW);
        return new Neighbour("/images/" + image.id(), preview);
    }
}
