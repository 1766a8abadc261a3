package dev.sightline.description;

import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.UUID;

/// What the page of settings and those of pictures say of descriptions.
@Named
@ApplicationScoped
public class DescriptionOf {

    private final Descriptions descriptions;
    private final DescriptionRepository repository;

    DescriptionOf(Descriptions descriptions, DescriptionRepository repository) {
        this.descriptions = descriptions;
        this.repository = repository;
    }

    /// Of one picture.
    ///
    /// @param enabled whether it can be described
    /// @param waiting whether it is to be described, or is being
    /// @param trouble why it waits or could not be described, or null
    /// @param by      which model has said what is there and when, or null
    public record Shown(boolean enabled, boolean waiting, String trouble, String by) {}

    /// @param described `812 pictures`
    /// @param waiting   in words, or null if none
    /// @param missing   what has not been described, with its cost; null if nothing
    /// @param outdated  what else can be described again, with its cost; null if nothing
    public record Settings(String focus, String described, String waiting, String missing, String outdated) {}

    public Shown image(UUID image) {
        var known = repository.ofImage(image);
        boolean waiting = "waiting".equals(known.state()) || "running".equals(known.state());
        return new Shown(
                descriptions.isEnabled(),
                waiting,
                waiting || "failed".equals(known.state()) ? known.reason() : null,
                known.model() == null ? null : "%s, %s".formatted(known.model(), Phrases.moment(known.at())));
    }

    /// Null where pictures are not described.
    public Settings settings() {
        if (!descriptions.isEnabled()) {
            return null;
        }
        var state = descriptions.state();
        var counts = state.counts();
        return new Settings(
                state.focus(),
                pictures(counts.described()),
                counts.waiting() == 0 ? null : pictures(counts.waiting()),
                counts.never() == 0 ? null : pictures(counts.never()) + Descriptions.words(state.never()),
                counts.otherwise() == counts.never()
                        ? null
                        : pictures(counts.otherwise()) + Descriptions.words(state.otherwise()));
    }

    private static String pictures(long count) {
        return Phrases.count(count, "picture", "pictures");
    }
}
