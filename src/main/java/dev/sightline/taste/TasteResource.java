package dev.sightline.taste;

import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.taste.Tastes.Liked;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/api/taste")
class TasteResource {

    private final Tastes tastes;
    private final Interactions interactions;
    private final Collections collections;
    private final Persons persons;

    TasteResource(Tastes tastes, Interactions interactions, Collections collections, Persons persons) {
        this.tastes = tastes;
        this.interactions = interactions;
        this.collections = collections;
        this.persons = persons;
    }

    /// @param enabled   whether orders follow taste here at all
    /// @param weight    what it counts against relevance, 0 to 1
    /// @param recording whether what you do is recorded
    /// @param styles    what you like, the most first; none until there are styles and something was recorded
    @RegisterForReflection
    record Told(boolean enabled, double weight, boolean recording, List<Liked> styles) {}

    /// @param enabled   whether orders follow taste here at all, for everybody, or null: as it is
    /// @param weight    what taste counts against relevance, 0 to 1, or null: as it is
    /// @param recording whether what you do is recorded, or null: as it is
    @RegisterForReflection
    record Wish(
            Boolean enabled,
            @DecimalMin("0") @DecimalMax("1") Double weight,
            Boolean recording) {}

    @GET
    public Told get() {
        var person = persons.current();
        var liked = tastes.liked(tastes.of(person, collections.library()));
        return new Told(tastes.enabled(), tastes.weight(person), interactions.recording(person), liked);
    }

    /// Changes what is given.
    @PATCH
    public Told change(@NotNull @Valid Wish wish) {
        var person = persons.current();
        if (wish.enabled() != null) {
            tastes.enable(wish.enabled());
        }
        if (wish.weight() != null) {
            tastes.prefer(person, wish.weight());
        }
        if (wish.recording() != null) {
            interactions.setRecording(person, wish.recording());
        }
        return get();
    }

    /// Forgets everything that was recorded of you. Favourites stay.
    @DELETE
    public void forget() {
        interactions.deleteAll(persons.current());
    }
}
