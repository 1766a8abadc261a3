package dev.sightline.generation;

import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Model.Progress;
import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Generations;
import dev.sightline.index.Stage.State;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Objects;

/// What every page says about the model that searches use, as long as it is not the one that is wanted.
@Named
@ApplicationScoped
public class ModelNotice {

    private static final String DEMO_SERVES =
            "Searching with the small demo model, which knows drawn pictures only. The real model ";

    private final Models models;
    private final Generations generations;
    private final GenerationViews views;
    private final Reembedding reembedding;

    ModelNotice(Models models, Generations generations, GenerationViews views, Reembedding reembedding) {
        this.models = models;
        this.generations = generations;
        this.views = views;
        this.reembedding = reembedding;
    }

    /// @param id      of the wanted model
    /// @param words   empty if there is nothing to say
    /// @param percent of what is under way, or null
    /// @param live    whether it changes by itself
    /// @param action  what a person can have done about it, or null
    public record Words(String id, String words, Integer percent, boolean live, String action) {

        /// Whether the page of models tells more.
        public boolean more() {
            return !id.equals(Models.DEMO);
        }
    }

    public Words now() {
        var wanted = models.wanted();
        var serving = generations.active().model();
        if (serving.equals(wanted.id())) {
            return new Words(wanted.id(), Objects.requireNonNullElse(wanted.caveat(), ""), null, false, null);
        }
        return wanted.isReady() ? ready(wanted, serving) : underWay(wanted, serving);
    }

    private Words underWay(Model wanted, String serving) {
        return new Words(
                wanted.id(),
                serves(wanted, serving) + state(wanted),
                wanted.progress() == null ? null : wanted.progress().percent(),
                wanted.state().isUnderWay(),
                action(wanted));
    }

    /// The wanted model is here. Its generation is being built, or somebody decided for another.
    private Words ready(Model wanted, String serving) {
        var view = views.ofModel(wanted.id());
        if (view.isPresent() && view.get().state() != State.BUILDING) {
            var caveat = models.find(serving).map(Model::caveat).orElse("");
            return new Words(serving, caveat, null, false, null);
        }
        var cost = reembedding.of(wanted);
        if (view.isEmpty() && cost.isAny()) {
            var words = "has not seen your pictures: %s. Start that on the page of models.".formatted(cost.words());
            return new Words(wanted.id(), serves(wanted, serving) + words, null, false, null);
        }
        var words = view.map(ModelNotice::building).orElse("is here, and begins to look at your pictures.");
        return new Words(
                wanted.id(),
                serves(wanted, serving) + words,
                view.map(GenerationView::percent).orElse(null),
                view.map(one -> !one.paused()).orElse(true),
                null);
    }

    private static String building(GenerationView view) {
        if (view.error() != null) {
            return "cannot look at your pictures. " + view.error().reason();
        }
        var percent = "%d %%".formatted(view.percent());
        return view.paused()
                ? "has seen %s of your pictures, and is paused.".formatted(percent)
                : "has seen %s of your pictures, and takes over when it has seen all.".formatted(percent);
    }

    private static String serves(Model wanted, String serving) {
        return serving.equals(Models.DEMO) ? DEMO_SERVES : "Searching with another model. " + wanted.name() + " ";
    }

    private static String state(Model wanted) {
        String size = wanted.bytes() == null ? "" : "(" + Phrases.size(wanted.bytes()) + ") ";
        return switch (wanted.state()) {
            case READY -> "is here.";
            case ABSENT -> size + "is not on this machine.";
            case FETCHING, VERIFYING -> size + "is on its way: " + sofar(wanted.progress()) + ".";
            case WAITING ->
                size + "is on its way: " + sofar(wanted.progress()) + ". "
                        + inShort(wanted.error().reason());
            case FAILED ->
                size + "could not be fetched. " + inShort(wanted.error().reason());
        };
    }

    /// What is wrong; what to do about it is on the page of models.
    private static String inShort(String reason) {
        return reason.replaceFirst("(?s)(?<=[.?!]) .*", "");
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
