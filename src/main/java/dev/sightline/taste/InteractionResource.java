package dev.sightline.taste;

import dev.sightline.account.Persons;
import dev.sightline.taste.Interactions.Receipt;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/interactions")
class InteractionResource {

    private final Interactions interactions;
    private final Persons persons;

    InteractionResource(Interactions interactions, Persons persons) {
        this.interactions = interactions;
        this.persons = persons;
    }

    @RegisterForReflection
    record Events(@NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Interaction> events) {}

    @POST
    @ResponseStatus(202)
    public Receipt record(@NotNull @Valid Events told) {
        return interactions.record(told.events(), persons.current());
    }
}
