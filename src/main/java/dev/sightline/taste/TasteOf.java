package dev.sightline.taste;

import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.taste.Tastes.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;

/// What the details of a picture and the settings say of taste.
@Named
@ApplicationScoped
public class TasteOf {

    private final Tastes tastes;
    private final Collections collections;
    private final Persons persons;

    TasteOf(Tastes tastes, Collections collections, Persons persons) {
        this.tastes = tastes;
        this.collections = collections;
        this.persons = persons;
    }

    /// Why the person of this request likes an image, or null.
    public Reason image(UUID image) {
        var taste = tastes.of(persons.current(), collections.library());
        var reason = tastes.reasons(taste, List.of(image)).get(image);
        return reason == null ? null : new Reason(reason.style(), TasteWords.sentence(reason.words()));
    }

    /// Whether orders follow taste.
    public boolean followed() {
        return tastes.enabled();
    }

    /// Whether that can be chosen here: a setting may forbid it.
    public boolean choosable() {
        return tastes.allowed();
    }
}
