package dev.sightline.description;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/descriptions")
class DescriptionsResource {

    private final Descriptions descriptions;

    DescriptionsResource(Descriptions descriptions) {
        this.descriptions = descriptions;
    }

    /// @param enabled   whether pictures can be described
    /// @param focus     what descriptions are to look at
    /// @param described images that have one
    /// @param waiting   that are to be described, or are being
    /// @param failed    that could not be
    /// @param missing   what it takes to describe those that never were
    /// @param outdated  the same, with those that another model has described, or with another focus
    @RegisterForReflection
    record Told(
            boolean enabled, String focus, long described, long waiting, long failed, Rest missing, Rest outdated) {}

    /// @param dollars about what it costs, or null if prices are not set
    @RegisterForReflection
    record Rest(long images, Double dollars) {}

    @RegisterForReflection
    record Focus(@NotNull String focus) {}

    /// @param again also what another model has described, or with another focus
    @RegisterForReflection
    record Wish(boolean again) {}

    @RegisterForReflection
    record Asked(int images) {}

    @GET
    public Told get() {
        var state = descriptions.state();
        var counts = state.counts();
        return new Told(
                descriptions.isEnabled(),
                state.focus(),
                counts.described(),
                counts.waiting(),
                counts.failed(),
                new Rest(counts.never(), state.never()),
                new Rest(counts.otherwise(), state.otherwise()));
    }

    @PATCH
    public Told change(@NotNull @Valid Focus focus) {
        descriptions.setFocus(focus.focus());
        return get();
    }

    @POST
    @ResponseStatus(202)
    public Asked describeAll(@NotNull @Valid Wish wish) {
        return new Asked(descriptions.describeAll(wish.again()));
    }

    /// Gives up what waits.
    @DELETE
    @Path("waiting")
    public Asked stop() {
        return new Asked(descriptions.stop());
    }
}
