package dev.sightline.library;

import dev.sightline.account.Persons;
import dev.sightline.demo.DemoLoader;
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
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;

/// The library.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class LibraryPages {

    private static final int PAGE = 60;

    private final Library library;
    private final Tiles tiles;
    private final DemoLoader demo;
    private final Persons persons;

    LibraryPages(Library library, Tiles tiles, DemoLoader demo, Persons persons) {
        this.library = library;
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
}
