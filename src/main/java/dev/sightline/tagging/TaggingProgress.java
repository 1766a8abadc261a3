package dev.sightline.tagging;

import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/// How far tagging has come, for the page of settings.
@Named
@ApplicationScoped
public class TaggingProgress {

    private final Tagging tagging;
    private final TaggingTask task;

    TaggingProgress(Tagging tagging, TaggingTask task) {
        this.tagging = tagging;
        this.task = task;
    }

    /// @param tagged  `812 of 1,000 pictures`
    /// @param tags    how many they have now
    /// @param trouble why it waits, or null
    public record Shown(String tagged, String tags, String trouble) {}

    /// Null where tagging is switched off.
    public Shown now() {
        var progress = tagging.progress();
        if (progress == null) {
            return null;
        }
        return new Shown(
                "%,d of %s".formatted(progress.tagged(), Phrases.count(progress.all(), "picture", "pictures")),
                Phrases.count(progress.tags(), "tag", "tags"),
                task.trouble());
    }
}
