package dev.sightline.tag;

import dev.sightline.account.Persons;
import dev.sightline.library.Card;
import dev.sightline.library.Card.Cover;
import dev.sightline.library.Covers;
import dev.sightline.tag.TagsPage.Edited;
import dev.sightline.tag.TagsPage.TagCard;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// All tags, and the form that changes one.
@Path("/tags")
@Produces(MediaType.TEXT_HTML)
@Blocking
class TagPages {

    private static final int PAGE = 120;

    /// So many of the other tags are proposed as another name.
    private static final int PROPOSED = 200;

    private final TagList tags;
    private final Covers covers;
    private final Persons persons;

    TagPages(TagList tags, Covers covers, Persons persons) {
        this.tags = tags;
        this.covers = covers;
        this.persons = persons;
    }

    /// @param q       a part of their names
    /// @param sort    `name`, or whatever else for the most used first
    /// @param edit    the tag that is to be changed
    /// @param undo    a change that was just made
    /// @param changed in how many images that was
    /// @param tag     the tag that was changed
    /// @param to      its new name, or null if it was removed
    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance tags(
            @RestQuery String q,
            @RestQuery String sort,
            @RestQuery String cursor,
            @RestQuery String edit,
            @RestQuery UUID undo,
            @RestQuery int changed,
            @RestQuery String tag,
            @RestQuery String to) {
        boolean byName = "name".equals(sort);
        var part =
                cursor == null ? tags.list(byName ? TagOrder.NAME : TagOrder.COUNT, q, PAGE) : tags.more(cursor, PAGE);
        return new TagsPage(
                Frame.of("Tags", Section.TAGS),
                Phrases.count(part.total(), "tag", "tags"),
                Objects.requireNonNullElse(q, ""),
                byName,
                undo == null ? null : done(tag, to, changed),
                undo,
                cards(part.tags()),
                part.next() == null
                        ? null
                        : Address.to("/tags")
                                .with("q", q)
                                .with("sort", sort)
                                .with("cursor", part.next())
                                .toString(),
                edit == null ? null : edited(edit));
    }

    /// @param action `rename` or `remove`
    @POST
    public Response change(@RestForm String tag, @RestForm String to, @RestForm String action) {
        var change = tags.replace(
                Objects.requireNonNullElse(tag, ""),
                "remove".equals(action) ? null : Objects.requireNonNullElse(to, ""),
                persons.current());
        return Response.seeOther(URI.create(Address.to("/tags")
                        .with("undo", change.id())
                        .with("changed", change.images().size())
                        .with("tag", change.tag())
                        .with("to", change.replacement())
                        .toString()))
                .build();
    }

    @POST
    @Path("{change}/undo")
    public Response undo(UUID change) {
        tags.undo(change, persons.current());
        return Response.seeOther(URI.create("/tags")).build();
    }

    private static String done(String tag, String to, int changed) {
        var pictures = Phrases.count(changed, "picture", "pictures");
        return to == null
                ? "“%s” removed from %s.".formatted(tag, pictures)
                : "“%s” is “%s” now, in %s.".formatted(tag, to, pictures);
    }

    private List<TagCard> cards(List<Tag> shown) {
        var covered = covers.of(shown.stream().collect(Collectors.toMap(Tag::name, Tag::images)));
        return shown.stream().map(tag -> card(tag, covered.get(tag.name()))).toList();
    }

    private static TagCard card(Tag tag, List<Cover> covers) {
        return new TagCard(
                new Card(
                        tag.name(),
                        Phrases.count(tag.count(), "picture", "pictures"),
                        Address.to("/")
                                .with("filter", "tag:\"%s\"".formatted(tag.name()))
                                .toString(),
                        covers),
                Address.to("/tags").with("edit", tag.name()).toString());
    }

    /// Null if no image has it any more.
    private Edited edited(String name) {
        var all = tags.list(TagOrder.COUNT, "", PROPOSED).tags();
        return tags.named(name)
                .map(tag -> new Edited(
                        tag.name(),
                        Phrases.count(tag.count(), "picture", "pictures"),
                        tag.trashed() == 0 ? null : "%,d of them in the trash.".formatted(tag.trashed()),
                        all.stream()
                                .map(Tag::name)
                                .filter(other -> !other.equals(tag.name()))
                                .sorted()
                                .toList()))
                .orElse(null);
    }
}
