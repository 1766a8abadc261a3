package dev.sightline.library;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.demo.DemoLoader;
import dev.sightline.library.Timeline.Chip;
import dev.sightline.library.Timeline.Link;
import dev.sightline.library.Timeline.Month;
import dev.sightline.library.Timeline.Part;
import dev.sightline.library.Timeline.Year;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import dev.sightline.web.SearchBox;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// The library as a timeline, all of it or what passes some filters.
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Blocking
class TimelinePages {

    /// Pictures of a page, at the least; its last chunk is shown in full.
    private static final int PAGE = 60;

    /// A timeline that is shorter needs no scrubber, whatever the screen.
    private static final int LONG = 200;

    private static final int LONG_MONTHS = 3;

    private final Timelines timelines;
    private final Library library;
    private final Facets facets;
    private final Tiles tiles;
    private final DemoLoader demo;
    private final Persons persons;

    TimelinePages(Timelines timelines, Library library, Facets facets, Tiles tiles, DemoLoader demo, Persons persons) {
        this.timelines = timelines;
        this.library = library;
        this.facets = facets;
        this.tiles = tiles;
        this.demo = demo;
        this.persons = persons;
    }

    /// @param filter as in the search box, or null: everything
    /// @param at     the month or the chunk to begin with, or null: the newest
    /// @param since  the state of the library that the reader knows; if it still is the same, the answer is 204
    @GET
    @Cache(isPrivate = true, noCache = true)
    public RestResponse<TemplateInstance> library(
            @RestQuery String filter, @RestQuery String at, @RestQuery String since) {
        var person = persons.current();
        var asked = new Asked(FilterText.of(filter), at == null ? null : Stretch.of(at, null));
        var progress = progress();
        var state = timelines.state(person) + "." + Objects.hashCode(progress);
        return state.equals(since)
                ? RestResponse.noContent()
                : RestResponse.ok(page(asked, progress, asked.address().with("since", state), person));
    }

    /// The tiles of a chunk of the page.
    ///
    /// @param chunk its name
    /// @param until where the next one begins, or null
    @GET
    @Path("timeline/{chunk}")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance tiles(String chunk, @RestQuery String until, @RestQuery String filter) {
        var stretch = Stretch.of(chunk, until);
        return new TimelineTiles(tiles(stretch, FilterText.of(filter).filter(), persons.current()));
    }

    @GET
    @Path("facets")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance facets(@RestQuery String filter) {
        var asked = FilterText.of(filter);
        return new FacetsPage(
                frame(asked),
                FacetBar.of(facets.of(asked.filter(), persons.current()), asked, TimelinePages::href),
                href(asked));
    }

    /// What the address says.
    ///
    /// @param at null: the newest
    private record Asked(FilterText text, Stretch at) {

        Filter filter() {
            return text.filter();
        }

        Address address() {
            return Address.to("/").with("filter", text).with("at", at == null ? null : at.name());
        }
    }

    private Timeline page(Asked asked, String progress, Address again, Person person) {
        var chunks = timelines.chunks(asked.filter(), asked.at(), person);
        int from = start(chunks, asked.at());
        int to = end(chunks, from);
        var months = months(chunks, from, to, asked, person);
        long total = chunks.stream().mapToLong(Chunk::count).sum();
        return new Timeline(
                frame(asked.text()),
                Phrases.count(total, "picture", "pictures"),
                asked.text().toString(),
                chips(asked.text()),
                Address.to("/facets").with("filter", asked.text()).toString(),
                months,
                years(months, asked),
                months.size() >= LONG_MONTHS && total >= LONG,
                from == 0 ? null : id(chunks.get(from)),
                from == 0 ? null : href(asked, chunks.get(startBefore(chunks, from))),
                to == chunks.size() ? null : href(asked, chunks.get(to)),
                again.toString(),
                progress,
                demo.progress().failure());
    }

    /// The first chunk at the place that was asked for or after it, or the last of all.
    private static int start(List<Chunk> chunks, Stretch at) {
        if (at == null) {
            return 0;
        }
        int start = 0;
        while (start < chunks.size() - 1 && isBefore(chunks.get(start).stretch(), at)) {
            start++;
        }
        return start;
    }

    private static boolean isBefore(Stretch chunk, Stretch at) {
        if (!chunk.month().equals(at.month())) {
            return chunk.month().isAfter(at.month());
        }
        return at.from() != null && (chunk.from() == null || !at.from().reaches(chunk.from()));
    }

    private static int end(List<Chunk> chunks, int from) {
        int to = from;
        for (int count = 0; to < chunks.size() && count < PAGE; to++) {
            count += chunks.get(to).count();
        }
        return to;
    }

    /// Where the page before begins, if pages are counted from the newest picture on.
    private static int startBefore(List<Chunk> chunks, int from) {
        int start = 0;
        while (end(chunks, start) < from) {
            start = end(chunks, start);
        }
        return start;
    }

    private List<Month> months(List<Chunk> chunks, int from, int to, Asked asked, Person person) {
        var months = new ArrayList<Month>();
        YearMonth last = null;
        for (int i = 0; i < chunks.size(); i++) {
            var chunk = chunks.get(i);
            var month = chunk.stretch().month();
            if (!month.equals(last)) {
                months.add(new Month(month.toString(), Phrases.month(month), new ArrayList<>()));
                last = month;
            }
            boolean shown = from <= i && i < to;
            months.getLast()
                    .parts()
                    .add(new Part(
                            id(chunk),
                            chunk.shapes(),
                            shown ? tiles(chunk.stretch(), asked.filter(), person) : List.of()));
        }
        return months;
    }

    private List<Tile> tiles(Stretch stretch, Filter filter, Person person) {
        return timelines.images(stretch, filter, person).stream()
                .map(image -> tiles.of(image, null))
                .toList();
    }

    private static String id(Chunk chunk) {
        return "chunk-" + chunk.stretch().name();
    }

    private static List<Year> years(List<Month> months, Asked asked) {
        var years = new ArrayList<Year>();
        for (var month : months) {
            var year = month.name().split("-")[0];
            if (years.isEmpty() || !years.getLast().name().equals(year)) {
                years.add(new Year(year, new ArrayList<>()));
            }
            var href = Address.to("/").with("filter", asked.text()).with("at", month.name());
            years.getLast().months().add(new Link(month.heading().split(" ")[0], href.toString()));
        }
        return years;
    }

    private static List<Chip> chips(FilterText asked) {
        return asked.terms().stream()
                .map(term -> new Chip(term.toString(), href(asked.without(term))))
                .toList();
    }

    private static String href(Asked asked, Chunk chunk) {
        return Address.to("/")
                .with("filter", asked.text())
                .with("at", chunk.stretch().name())
                .toString();
    }

    private static String href(FilterText filter) {
        return Address.to("/").with("filter", filter).toString();
    }

    private static Frame frame(FilterText asked) {
        return asked.isEmpty()
                ? Frame.of("Library", Section.LIBRARY)
                : new Frame(asked.toString(), Section.LIBRARY, SearchBox.of(asked.toString()));
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
