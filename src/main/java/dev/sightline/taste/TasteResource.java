package dev.sightline.taste;

import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.style.Style;
import dev.sightline.style.Styles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Path("/api/taste")
class TasteResource {

    private final Tastes tastes;
    private final Interactions interactions;
    private final Styles styles;
    private final Collections collections;
    private final Persons persons;

    TasteResource(Tastes tastes, Interactions interactions, Styles styles, Collections collections, Persons persons) {
        this.tastes = tastes;
        this.interactions = interactions;
        this.styles = styles;
        this.collections = collections;
        this.persons = persons;
    }

    /// @param enabled   whether orders follow taste here at all
    /// @param weight    what it counts against relevance, 0 to 1
    /// @param recording whether what you do is recorded
    /// @param styles    what you like, the most first; none until there are styles and something was recorded
    @RegisterForReflection
    record Told(boolean enabled, double weight, boolean recording, List<Liked> styles) {}

    /// @param score 0 to 1; 0.5 is neither liked nor avoided
    /// @param acts  with how many pictures of the style you did what
    @RegisterForReflection
    record Liked(UUID id, String name, double score, Map<Interaction.Type, Integer> acts) {}

    /// @param weight    what taste counts against relevance, 0 to 1, or null: as it is
    /// @param recording whether what you do is recorded, or null: as it is
    @RegisterForReflection
    record Wish(@DecimalMin("0") @DecimalMax("1") Double weight, Boolean recording) {}

    @GET
    public Told get() {
        var person = persons.current();
        var taste = tastes.of(person, collections.library());
        var liked = styles.list(collections.library()).stream()
                .filter(style -> taste.likings().containsKey(style.id()))
                .map(style -> liked(style, taste))
                .sorted(Comparator.comparingDouble(Liked::score).reversed())
                .toList();
        return new Told(tastes.enabled(), tastes.weight(person), interactions.recording(person), liked);
    }

    private static Liked liked(Style style, Taste taste) {
        var liking = taste.likings().get(style.id());
        return new Liked(style.id(), style.name(), liking.score(), liking.acts());
    }

    /// Changes what is given.
    @PATCH
    @Consumes({"application/merge-patch+json", "application/json"})
    public Told change(@NotNull @Valid Wish wish) {
        var person = persons.current();
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
