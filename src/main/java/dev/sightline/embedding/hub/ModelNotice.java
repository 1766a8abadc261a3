package dev.sightline.embedding.hub;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.hub.Model.Progress;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;

/// What every page says about the model that searches use, as long as it is not the one that is wanted.
@Named
@ApplicationScoped
public class ModelNotice {

    @Inject
    Embedder embedder;

    @Inject
    Models models;

    /// @param id      of the wanted model
    /// @param words   empty if there is nothing to say
    /// @param percent how much of the wanted model is here, or null if it is not under way
    /// @param action  what a person can have done about it, or null
    public record Words(String id, String words, Integer percent, String action) {}

    public Words now() {
        var wanted = models.wanted();
        String words = wanted.id().equals(Models.DEMO) ? embedder.caveat() : words(wanted);
        return new Words(
                wanted.id(),
                words,
                wanted.progress() == null ? null : wanted.progress().percent(),
                action(wanted));
    }

    private String words(Model wanted) {
        boolean isDemo = !embedder.caveat().isEmpty();
        if (wanted.isReady() && !isDemo) {
            return "";
        }
        String serving = isDemo
                ? "Searching with the small demo model, which knows drawn pictures only. The real model "
                : "Searching with another model. " + wanted.name() + " ";
        return serving + state(wanted);
    }

    private static String state(Model wanted) {
        String size = wanted.bytes() == null ? "" : "(" + Phrases.size(wanted.bytes()) + ") ";
        return switch (wanted.state()) {
            case READY -> "is here, and takes over when it has seen all pictures.";
            case ABSENT -> size + "is not on this machine.";
            case FETCHING, VERIFYING -> size + "is on its way: " + sofar(wanted.progress()) + ".";
            case WAITING ->
                size + "is on its way: " + sofar(wanted.progress()) + ". "
                        + wanted.error().reason();
            case FAILED -> size + "could not be fetched. " + wanted.error().reason();
        };
    }

    private static String sofar(Progress progress) {
        String percent = progress.percent() + " %";
        return progress.remaining() == null ? percent : percent + ", " + left(Duration.ofSeconds(progress.remaining()));
    }

    private static String left(Duration left) {
        return left.toMinutes() > 0
                ? "about " + Phrases.count(left.plusSeconds(30).toMinutes(), "minute", "minutes") + " left"
                : "less than a minute left";
    }

    private static String action(Model wanted) {
        if (wanted.id().equals(Models.DIRECTORY)) {
            return null;
        }
        return switch (wanted.state()) {
            case ABSENT -> "Fetch it";
            case FAILED -> "Retry";
            case WAITING, FETCHING, VERIFYING, READY -> null;
        };
    }
}
