package dev.sightline.style;

import dev.sightline.account.Persons;
import dev.sightline.library.Card;
import dev.sightline.library.Card.Cover;
import dev.sightline.library.Collections;
import dev.sightline.library.Covers;
import dev.sightline.library.FilterTerm;
import dev.sightline.library.Tiles;
import dev.sightline.style.MapPage.Spot;
import dev.sightline.style.StyleMap.Disc;
import dev.sightline.style.StylesPage.Found;
import dev.sightline.web.Address;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// All styles, and the pictures of each.
@Path("/styles")
@Produces(MediaType.TEXT_HTML)
@Blocking
class StylePages {

    private static final int COVERS = 4;
    private static final int PAGE = 60;

    private final Styles styles;
    private final Clusterings clusterings;
    private final Collections collections;
    private final Covers covers;
    private final Tiles tiles;
    private final Persons persons;

    StylePages(
            Styles styles,
            Clusterings clusterings,
            Collections collections,
            Covers covers,
            Tiles tiles,
            Persons persons) {
        this.styles = styles;
        this.clusterings = clusterings;
        this.collections = collections;
        this.covers = covers;
        this.tiles = tiles;
        this.persons = persons;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance all() {
        return all("");
    }

    private StylesPage all(String trouble) {
        var list = styles.list(collections.library());
        var covered = covers.of(styles.covers(list, COVERS));
        return new StylesPage(
                Frame.of("Styles", Section.STYLES),
                list.isEmpty() ? "" : Phrases.count(list.size(), "style", "styles"),
                trouble,
                clusterings.progress().map(ClusteringWords::underWay).orElse(null),
                list.stream().map(style -> card(style, covered.get(style.id()))).toList(),
                clusterings.inUse().map(this::found).orElse(null),
                clusterings.from());
    }

    private static Card card(Style style, List<Cover> covers) {
        return new Card(
                style.name(), Phrases.count(style.size(), "picture", "pictures"), "/styles/" + style.id(), covers);
    }

    private Found found(Clustering inUse) {
        return ClusteringWords.found(inUse, clusterings.drift(inUse), clusterings.tried(inUse), Instant.now());
    }

    /// @param k how many, or null: as many as there seem to be
    @POST
    @Path("find")
    public Response find(@RestForm @Min(1) @Max(1000) Integer k) {
        return done(() -> clusterings.start(k));
    }

    @POST
    @Path("retry")
    public Response retry() {
        return done(clusterings::retry);
    }

    private Response done(Runnable change) {
        try {
            change.run();
        } catch (ProblemException e) {
            return refused(e, all(e.getMessage()));
        }
        return Response.seeOther(URI.create("/styles")).build();
    }

    private static Response refused(ProblemException e, TemplateInstance page) {
        return Response.status(e.problem().status()).entity(page).build();
    }

    @GET
    @Path("map")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance map() {
        var list = styles.list(collections.library());
        var discs = StyleMap.of(list);
        var bearings = styles.bearings(list);
        return new MapPage(
                Frame.of("Map", Section.STYLES),
                Phrases.count(list.stream().mapToLong(Style::size).sum(), "picture", "pictures"),
                IntStream.range(0, list.size())
                        .mapToObj(i -> spot(
                                list.get(i),
                                discs.get(i),
                                bearings.getOrDefault(list.get(i).id(), List.of())))
                        .toList());
    }

    private static Spot spot(Style style, Disc disc, List<Float> bearings) {
        return new Spot(
                style.id(),
                style.name(),
                Phrases.count(style.size(), "picture", "pictures"),
                rounded(disc.x()),
                rounded(disc.y()),
                rounded(disc.radius()),
                turns(bearings));
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String turns(List<Float> bearings) {
        var turns = ByteBuffer.allocate(2 * bearings.size()).order(ByteOrder.LITTLE_ENDIAN);
        bearings.forEach(bearing -> turns.putShort((short) Math.round(bearing / (2 * Math.PI) * 65_536)));
        return Base64.getEncoder().encodeToString(turns.array());
    }

    /// The page of a picture, by its place in the list of its style's.
    @GET
    @Path("{id}/at/{place}")
    public Response at(UUID id, int place) {
        return Response.seeOther(URI.create("/images/" + styles.imageAt(id, Math.max(0, place))))
                .build();
    }

    @GET
    @Path("{id}/at/{place}/thumbnail")
    public Response thumbnailAt(UUID id, int place) {
        return Response.seeOther(
                        URI.create("/api/images/%s/thumbnail".formatted(styles.imageAt(id, Math.max(0, place)))))
                .build();
    }

    @GET
    @Path("{id}")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance one(UUID id, @RestQuery String cursor) {
        return one(id, cursor, "");
    }

    private StylePage one(UUID id, String cursor, String trouble) {
        var style = styles.get(collections.library(), id);
        var page = styles.images(collections.library(), id, cursor, PAGE, persons.current());
        return new StylePage(
                Frame.of(style.name(), Section.STYLES),
                id,
                style.name(),
                Phrases.count(style.size(), "picture", "pictures"),
                trouble,
                Address.to("/")
                        .with("filter", new FilterTerm("style", style.name()).toString())
                        .toString(),
                page.images().stream().map(image -> tiles.of(image, null)).toList(),
                page.next() == null
                        ? null
                        : Address.to("/styles/" + id)
                                .with("cursor", page.next())
                                .toString());
    }

    @POST
    @Path("{id}")
    public Response rename(UUID id, @RestForm String name) {
        try {
            styles.rename(collections.library(), id, Objects.requireNonNullElse(name, ""));
        } catch (ProblemException e) {
            if (e.problem().status() == 404) {
                throw e;
            }
            return refused(e, one(id, null, e.getMessage()));
        }
        return Response.seeOther(URI.create("/styles/" + id)).build();
    }
}
