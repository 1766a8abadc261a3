package dev.sightline.tag;

import dev.sightline.account.Persons;
import dev.sightline.tag.TagRepository.Count;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/tags")
class TagResource {

    private final TagList tags;
    private final Persons persons;

    TagResource(TagList tags, Persons persons) {
        this.tags = tags;
        this.persons = persons;
    }

    @RegisterForReflection
    record Selected(@NotNull @Size(min = 1, max = 1000) List<@NotNull UUID> images) {}

    @RegisterForReflection
    record OfImages(List<Used> tags) {}

    /// @param count of the images asked about that have it
    @RegisterForReflection
    record Used(String name, long count) {

        static Used of(Count count) {
            return new Used(count.name(), count.count());
        }
    }

    /// @param to the new name, which may be that of another tag; null removes the tag everywhere
    @RegisterForReflection
    record Replacement(@NotNull String tag, String to) {}

    /// @param id     by which it can be undone
    /// @param images how many had the tag
    @RegisterForReflection
    record Replaced(UUID id, String tag, String to, int images) {}

    /// @param sort `count` or `name`
    /// @param q    a part of the name
    @GET
    public TagPart list(
            @RestQuery @DefaultValue("count") String sort,
            @RestQuery String q,
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return cursor == null ? tags.list(order(sort), q, limit) : tags.more(cursor, limit);
    }

    private static TagOrder order(String sort) {
        for (var order : TagOrder.values()) {
            if (order.code().equals(sort)) {
                return order;
            }
        }
        throw new ProblemException(400, "invalid-parameter", "\"sort\" is count or name, not \"%s\".".formatted(sort));
    }

    /// The tags of some images. It changes nothing, but so many ids do not fit into an address.
    @POST
    @Path("of")
    public OfImages of(@NotNull @Valid Selected selected) {
        return new OfImages(
                tags.ofImages(selected.images()).stream().map(Used::of).toList());
    }

    @POST
    @Path("changes")
    @ResponseStatus(201)
    public Replaced replace(@NotNull @Valid Replacement replacement) {
        var change = tags.replace(replacement.tag(), replacement.to(), persons.current());
        return new Replaced(
                change.id(), change.tag(), change.replacement(), change.images().size());
    }

    @POST
    @Path("changes/{id}/undo")
    @ResponseStatus(204)
    public void undo(UUID id) {
        tags.undo(id, persons.current());
    }
}
