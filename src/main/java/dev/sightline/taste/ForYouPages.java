package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.library.Tile;
import dev.sightline.library.Tiles;
import dev.sightline.taste.ForYou.Picks;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;

/// Pictures by somebody's taste: a page, and the row of the library that leads to it.
@Path("/for-you")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ForYouPages {

    private static final int OF_ROW = 10;
    private static final int OF_PAGE = 40;

    private final ForYou forYou;
    private final Interactions interactions;
    private final Images images;
    private final Tiles tiles;
    private final Persons persons;

    ForYouPages(ForYou forYou, Interactions interactions, Images images, Tiles tiles, Persons persons) {
        this.forYou = forYou;
        this.interactions = interactions;
        this.images = images;
        this.tiles = tiles;
        this.persons = persons;
    }

    /// `templates/taste/for-you-page.html`
    ///
    /// @param recording whether what they do is recorded
    /// @param empty     whether nothing is liked more than anything else yet
    @CheckedTemplate(basePath = "taste", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ForYouPage(Frame frame, boolean recording, boolean empty, List<Shelf> shelves) implements TemplateInstance {

        /// @param why   `You favoured 6 of Neon`
        /// @param tiles none where everything was looked at
        record Shelf(UUID style, String name, String why, List<Tile> tiles) {}
    }

    /// `templates/taste/for-you-row.html`
    @CheckedTemplate(basePath = "taste", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record ForYouRow(List<Tile> tiles) implements TemplateInstance {}

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance page() {
        var person = persons.current();
        var shelves = forYou.picks(person, OF_PAGE).stream()
                .map(picks -> shelf(picks, person))
                .toList();
        return new ForYouPage(
                Frame.of("For you", Section.NONE), interactions.recording(person), shelves.isEmpty(), shelves);
    }

    /// What the row of the library shows, without a page around it.
    @GET
    @Path("row")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance row() {
        var person = persons.current();
        return new ForYouRow(tiles(ForYou.mixed(forYou.picks(person, OF_ROW)), person));
    }

    private ForYouPage.Shelf shelf(Picks picks, Person person) {
        var style = picks.style();
        return new ForYouPage.Shelf(
                style.id(), style.name(), TasteWords.sentence(style.why()), tiles(picks.images(), person));
    }

    private List<Tile> tiles(List<UUID> ids, Person person) {
        return images.byIds(ids, person).stream()
                .filter(image -> image.status() == Image.Status.READY)
                .map(image -> tiles.of(image, null))
                .toList();
    }
}
