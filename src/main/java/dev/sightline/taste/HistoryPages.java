package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.library.Tile;
import dev.sightline.library.Tiles;
import dev.sightline.taste.HistoryImport.Outcome;
import dev.sightline.taste.HistoryPage.Act;
import dev.sightline.taste.HistoryPage.Kind;
import dev.sightline.taste.HistoryPage.Like;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/// What was recorded of what somebody did: to look at, to delete, to pause, and to take along.
@Path("/history")
@Produces(MediaType.TEXT_HTML)
@Blocking
class HistoryPages {

    private static final int PAGE = 50;
    private static final int LIKINGS = 6;

    private final History history;
    private final HistoryImport imports;
    private final Interactions interactions;
    private final Tastes tastes;
    private final Collections collections;
    private final Images images;
    private final Tiles tiles;
    private final Persons persons;

    HistoryPages(
            History history,
            HistoryImport imports,
            Interactions interactions,
            Tastes tastes,
            Collections collections,
            Images images,
            Tiles tiles,
            Persons persons) {
        this.history = history;
        this.imports = imports;
        this.interactions = interactions;
        this.tastes = tastes;
        this.collections = collections;
        this.images = images;
        this.tiles = tiles;
        this.persons = persons;
    }

    /// What a page is asked for with.
    ///
    /// @param type   of what is listed; null for all
    /// @param cursor of a later part, or null
    /// @param forget whether all of it is to be deleted, about which they are asked first
    private record Asked(Interaction.Type type, String cursor, boolean forget) {

        private static final Asked NOTHING = new Asked(null, null, false);
    }

    /// What a page begins with, beside what is there.
    private record News(String done, Outcome imported, String trouble) {}

    /// @param type   of what is listed; what is none stands for all
    /// @param forget whether somebody asks to delete all of it, and is to be asked back
    @GET
    @Cache(noStore = true)
    public TemplateInstance history(
            @RestQuery String type, @RestQuery String cursor, @RestQuery boolean forget, @RestQuery String done) {
        var asked = new Asked(Interaction.Type.of(type).orElse(null), cursor, forget);
        return page(asked, new News(said(done), null, null));
    }

    private static String said(String done) {
        return switch (done) {
            case "deleted" -> "Deleted.";
            case "forgotten" -> "All of it is deleted.";
            case null, default -> null;
        };
    }

    private HistoryPage page(Asked asked, News news) {
        var person = persons.current();
        long count = history.count(person);
        var part = history.list(person, asked.type(), asked.cursor(), PAGE);
        return new HistoryPage(
                Frame.of("History", Section.HISTORY),
                count == 0 ? null : Phrases.count(count, "act", "acts"),
                interactions.recording(person),
                kinds(asked.type()),
                acts(part.interactions(), person),
                part.next() == null
                        ? null
                        : Address.to("/history").with("cursor", part.next()).toString(),
                likings(person),
                news.done(),
                news.imported(),
                news.trouble(),
                asked.forget() && count > 0);
    }

    private static List<Kind> kinds(Interaction.Type chosen) {
        var kinds = new ArrayList<Kind>();
        kinds.add(new Kind("All", "/history", chosen == null));
        for (var type : Interaction.Type.values()) {
            kinds.add(new Kind(
                    TasteWords.sentence(TasteWords.done(type)),
                    Address.to("/history").with("type", type.code()).toString(),
                    type == chosen));
        }
        return kinds;
    }

    private List<Act> acts(List<Interaction> interactions, Person person) {
        var ids = interactions.stream().map(Interaction::image).distinct().toList();
        Map<UUID, Tile> known =
                images.byIds(ids, person).stream().collect(Collectors.toMap(Image::id, image -> tiles.of(image, null)));
        var now = Instant.now();
        // One may have been deleted in the meantime.
        return interactions.stream()
                .filter(interaction -> known.containsKey(interaction.image()))
                .map(interaction -> act(interaction, known.get(interaction.image()), now))
                .toList();
    }

    private static Act act(Interaction interaction, Tile tile, Instant now) {
        var search = interaction.query() == null ? null : search(interaction.query());
        return new Act(
                interaction.id(),
                icon(interaction.type()),
                TasteWords.sentence(TasteWords.done(interaction.type())),
                interaction.image(),
                tile.title(),
                tile.thumbnail(),
                Phrases.relative(interaction.at(), now),
                search,
                search == null ? null : "/search?" + interaction.query());
    }

    private static String icon(Interaction.Type type) {
        return switch (type) {
            case VIEW -> "picture";
            case FAVOURITE -> "heart";
            case UNFAVOURITE -> "minus";
            case DOWNLOAD -> "download";
        };
    }

    /// The words of a search by the address of its page, or null where it cannot be read.
    private static String search(String query) {
        try {
            var words = Address.parameters(query).getOrDefault("q", List.of());
            return words.isEmpty() ? "with a picture" : "“%s”".formatted(words.getFirst());
        } catch (ProblemException e) {
            return null;
        }
    }

    private List<Like> likings(Person person) {
        return tastes.liked(tastes.of(person, collections.library())).stream()
                .filter(liked -> liked.score() > Taste.NEUTRAL)
                .limit(LIKINGS)
                .map(liked -> new Like(
                        liked.id(), liked.name(), Math.round(100 * liked.score()), TasteWords.sentence(liked.why())))
                .toList();
    }

    @POST
    @Path("pause")
    public Response pause() {
        interactions.setRecording(persons.current(), false);
        return back(null);
    }

    @POST
    @Path("resume")
    public Response resume() {
        interactions.setRecording(persons.current(), true);
        return back(null);
    }

    @POST
    @Path("{id}/delete")
    public Response delete(UUID id) {
        history.delete(id, persons.current());
        return back("deleted");
    }

    @POST
    @Path("forget")
    public Response forget() {
        interactions.deleteAll(persons.current());
        return back("forgotten");
    }

    /// @param user whose lines are meant, by `USER_ID`; empty where the file is about one person
    @POST
    @Path("import")
    @Cache(noStore = true)
    public Response take(@RestForm FileUpload file, @RestForm String user) {
        try {
            if (file == null || file.size() == 0) {
                throw new ProblemException(422, "invalid-history", "Choose a file that has something in it.");
            }
            var csv = Files.readString(file.uploadedFile(), StandardCharsets.UTF_8);
            var outcome = imports.add(csv, user == null || user.isBlank() ? null : user.strip(), persons.current());
            return Response.ok(page(Asked.NOTHING, new News(null, outcome, null)))
                    .build();
        } catch (ProblemException e) {
            return refused(e.problem().status(), e.getMessage());
        } catch (IOException e) {
            return refused(422, "The file is not written in UTF-8. Save it as CSV in UTF-8.");
        }
    }

    private Response refused(int status, String trouble) {
        return Response.status(status)
                .entity(page(Asked.NOTHING, new News(null, null, trouble)))
                .build();
    }

    /// Where a page that shows what became of a file is loaded again.
    @GET
    @Path("import")
    public Response imported() {
        return back(null);
    }

    private static Response back(String done) {
        return Response.seeOther(
                        URI.create(Address.to("/history").with("done", done).toString()))
                .build();
    }
}
