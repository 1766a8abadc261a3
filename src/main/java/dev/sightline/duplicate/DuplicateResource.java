package dev.sightline.duplicate;

import dev.sightline.account.Persons;
import dev.sightline.duplicate.DuplicateRepository.Decision;
import dev.sightline.library.Image;
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

@Path("/api/duplicates")
class DuplicateResource {

    private final Duplicates duplicates;
    private final Persons persons;

    DuplicateResource(Duplicates duplicates, Persons persons) {
        this.duplicates = duplicates;
        this.persons = persons;
    }

    /// @param total of all groups, whatever is listed
    @RegisterForReflection
    record GroupList(List<Group> groups, int total) {}

    /// @param best   the image that is proposed to be kept
    /// @param images all of the group, the best first
    @RegisterForReflection
    record Group(UUID best, List<Image> images) {}

    /// @param images of one group
    /// @param keep   those that are to stay; the others go to the trash
    @RegisterForReflection
    record Choice(
            @NotNull @Size(min = 2, max = 1000) List<@NotNull UUID> images,
            @NotNull List<@NotNull UUID> keep) {}

    /// @param id by which it can be undone
    @RegisterForReflection
    record Decided(UUID id, List<UUID> kept, List<UUID> trashed) {}

    @GET
    public GroupList groups(@RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        var groups = duplicates.groups(persons.current());
        return new GroupList(
                groups.stream()
                        .limit(limit)
                        .map(group -> new Group(group.best().id(), group.images()))
                        .toList(),
                groups.size());
    }

    @POST
    @Path("decisions")
    @ResponseStatus(201)
    public Decided decide(@NotNull @Valid Choice choice) {
        Decision decision = duplicates.decide(choice.images(), choice.keep(), persons.current());
        return new Decided(decision.id(), decision.kept(), decision.trashed());
    }

    @POST
    @Path("decisions/{id}/undo")
    @ResponseStatus(204)
    public void undo(UUID id) {
        duplicates.undo(id, persons.current());
    }
}
