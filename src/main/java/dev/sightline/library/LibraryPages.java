package dev.sightline.library;

import dev.sightline.account.Persons;
import dev.sightline.demo.DemoLoader;
import dev.sightline.library.PicturePage.Fact;
import dev.sightline.library.PicturePage.Neighbour;
import dev.sightline.library.PicturePage.Shown;
import dev.sightline.library.Timeline.Month;
import dev.sightline.library.Timeline.More;
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
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;

/// The library, and each picture of it.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class LibraryPages {

    private static final int PAGE = 60;

    private final Library library;
    private final ImageFiles files;
    private final Tiles tiles;
    private final DemoLoader demo;
    private final Persons persons;

    LibraryPages(Library library, ImageFiles files, Tiles tiles, DemoLoader demo, Persons persons) {
        this.library = library;
        this.files = files;
        this.tiles = tiles;
        this.demo = demo;
        this.persons = persons;
    }

    /// @param month the last one on the page that this page continues, or null
    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance library(@RestQuery String cursor, @RestQuery String month) {
        var person = persons.current();
        var page = cursor == null ? library.list(Filter.NONE, PAGE, person) : library.more(cursor, PAGE, person);
        return new Timeline(
                Frame.of("Library", Section.LIBRARY),
                months(page.images(), month),
                progress(),
                demo.progress().failure(),
                more(page));
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

    private List<Month> months(List<Image> images, String continued) {
        var months = new ArrayList<Month>();
        String last = continued;
        for (var image : images) {
            var month = month(image).toString();
            if (months.isEmpty() || !month.equals(last)) {
                months.add(new Month(month.equals(last) ? null : Phrases.month(month(image)), new ArrayList<>()));
            }
            months.getLast().tiles().add(tiles.of(image, null));
            last = month;
        }
        return months;
    }

    private static YearMonth month(Image image) {
        return YearMonth.from(image.date().atZone(ZoneId.systemDefault()));
    }

    private static More more(ImagePage page) {
        if (page.next() == null) {
            return null;
        }
        return new More(
                Address.to("/").with("cursor", page.next()).toString(),
                Address.to("/")
                        .with("cursor", page.next())
                        .with("month", month(page.images().getLast()))
                        .toString());
    }

    private String progress() {
        var loading = demo.progress();
        if (loading.running()) {
            return "Drawing demo pictures: %d of %d".formatted(loading.done(), loading.count());
        }
        long processing = library.processing();
        return processing == 0 ? null : Phrases.count(processing, "picture is", "pictures are") + " being understood";
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
                image.tags(),
                image.colours());
    }

    private static List<Fact> facts(Image image) {
        var facts = new ArrayList<Fact>();
        if (image.takenAt() != null) {
            facts.add(new Fact("Taken", Phrases.moment(image.takenAt())));
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

    private Neighbour neighbour(Image image) {
        if (image == null) {
            return null;
        }
        var preview = image.width() == null ? null : files.rendition(image, ImageFiles.PREVIEW);
        return new Neighbour("/images/" + image.id(), preview);
    }
}
