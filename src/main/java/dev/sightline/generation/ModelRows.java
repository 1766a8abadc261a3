package dev.sightline.generation;

import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Models;
import dev.sightline.generation.ModelsPage.Action;
import dev.sightline.generation.ModelsPage.Row;
import dev.sightline.index.Engine;
import dev.sightline.index.Stage.State;
import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The models as pages show them, each with its latest generation.
@Named
@ApplicationScoped
public class ModelRows {

    private final Models models;
    private final GenerationViews views;
    private final Reembedding reembedding;

    ModelRows(Models models, GenerationViews views, Reembedding reembedding) {
        this.models = models;
        this.views = views;
        this.reembedding = reembedding;
    }

    /// In the order of the catalogue, and then those that can be chosen no more.
    List<Row> all() {
        var generations = views.list();
        var rows = new ArrayList<Row>();
        var known = models.list();
        for (var model : known) {
            var own = of(model.id(), generations);
            var row = row(model, own);
            rows.add(row);
            own.stream()
                    .filter(view -> !view.isActive() && !Objects.equals(view.id(), row.dropping()))
                    .filter(view -> isOfAnotherEngine(view, own))
                    .forEach(view -> rows.add(elsewhere(model, view)));
        }
        generations.stream()
                .filter(view -> known.stream().noneMatch(model -> model.id().equals(view.model())))
                .forEach(view -> rows.add(models.find(view.model())
                        .map(model -> row(model, List.of(view)))
                        .orElseGet(() -> forgotten(view))));
        return rows;
    }

    /// Those that are being fetched or look at the library at this moment, or would if they could.
    public List<Row> underWay() {
        return all().stream().filter(Row::underWay).toList();
    }

    /// The one that searches use.
    public List<Row> active() {
        return all().stream().filter(Row::active).toList();
    }

    /// Whether something changes by itself.
    public boolean isLive() {
        return views.list().stream().anyMatch(GenerationView::isBeingBuilt)
                || models.list().stream().anyMatch(model -> model.state().isUnderWay());
    }

    private static List<GenerationView> of(String model, List<GenerationView> generations) {
        return generations.stream().filter(view -> view.model().equals(model)).toList();
    }

    /// The latest generation of a model says how it is; an older one, of files that it had before, only waits to be
    /// dropped.
    private Row row(Model model, List<GenerationView> generations) {
        var view = generations.stream()
                .filter(GenerationView::isActive)
                .findFirst()
                .or(() -> generations.stream().findFirst());
        return new Row(
                model.id(),
                model.name(),
                facts(model),
                Objects.requireNonNullElse(model.caveat(), ""),
                view.map(ModelRows::state).orElseGet(() -> state(model)),
                cost(model),
                view.map(ModelRows::percent).orElseGet(() -> percent(model)),
                trouble(model, view),
                view.map(GenerationView::isActive).orElse(false),
                view.map(ModelRows::isUnderWay).orElseGet(() -> isUnderWay(model)),
                view.map(ModelRows::actions).orElseGet(() -> actions(model)),
                view.filter(one -> !one.isActive()).map(GenerationView::id).orElse(null));
    }

    /// Whether it is the latest in its engine, and the row of its model speaks of another one.
    private static boolean isOfAnotherEngine(GenerationView view, List<GenerationView> own) {
        var shown = own.stream().filter(GenerationView::isActive).findFirst().orElse(own.getFirst());
        return !view.engine().equals(shown.engine())
                && own.stream()
                        .filter(other -> other.engine().equals(view.engine()))
                        .findFirst()
                        .filter(view::equals)
                        .isPresent();
    }

    /// The same model's vectors in another engine than those that searches use.
    private static Row elsewhere(Model model, GenerationView view) {
        return new Row(
                model.id() + "-" + view.engine(),
                "%s in %s".formatted(model.name(), Engine.of(view.engine()).words()),
                "The same vectors in another engine",
                "",
                state(view),
                "",
                percent(view),
                trouble(view),
                false,
                isUnderWay(view),
                actions(view),
                view.id());
    }

    /// A generation whose model is no longer set up.
    private static Row forgotten(GenerationView view) {
        boolean active = view.isActive();
        return new Row(
                view.model(),
                view.name(),
                "Not set up any more",
                "",
                state(view),
                "",
                percent(view),
                trouble(view),
                active,
                false,
                List.of(),
                active ? null : view.id());
    }

    /// What it costs to have it see what it has not seen, if anything.
    private String cost(Model model) {
        var cost = reembedding.of(model);
        if (!cost.isAny()) {
            return "";
        }
        var words = reembedding.isReading(model)
                ? "To read about what it does not know yet: %s."
                : "To look at what it has not seen yet: %s.";
        return words.formatted(cost.words());
    }

    private static boolean isUnderWay(GenerationView view) {
        return view.isBeingBuilt() && view.percent() < 100;
    }

    private static boolean isUnderWay(Model model) {
        return model.state().isUnderWay() || model.error() != null;
    }

    private String facts(Model model) {
        return Stream.of(
                        model.bytes() == null ? null : Phrases.size(model.bytes()),
                        model.languages(),
                        model.dimension() == null ? null : model.dimension() + " dimensions",
                        reembedding.isReading(model) ? "sees no pictures, reads what is written about them" : null,
                        model.price() == null || model.price() == 0 ? null : price(model.price()),
                        model.licence())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private static String price(double image) {
        return String.format(Locale.ENGLISH, "about $%.2f for a thousand pictures", image * 1000);
    }

    private static String state(Model model) {
        return switch (model.state()) {
            case READY -> model.service() == null ? "On this machine, not in use" : "Not in use";
            case ABSENT -> "Not on this machine";
            case WAITING -> "Waiting to be fetched";
            case VERIFYING -> "Fetched, being verified";
            case FAILED -> "Could not be fetched";
            case FETCHING -> {
                var progress = model.progress();
                yield "Being fetched: %s of %s%s"
                        .formatted(
                                Phrases.size(progress.done()),
                                Phrases.size(progress.total()),
                                left(progress.remaining()));
            }
        };
    }

    private static String state(GenerationView view) {
        var coverage = view.coverage();
        var pictures =
                "%,d of %s".formatted(coverage.searchable(), Phrases.count(coverage.all(), "picture", "pictures"))
                        + read(view);
        return switch (view.state()) {
            case ACTIVE ->
                view.isBeingCopied()
                        ? "%s is being given the vectors: %,d of %,d"
                                .formatted(Engine.of(view.engine()).words(), view.copied(), coverage.all())
                        : "Searches use it%s: %s".formatted(elsewhere(view), pictures);
            case RETIRED -> "Kept, so that you can go back: " + pictures;
            case BUILDING ->
                view.paused()
                        ? "Paused: " + pictures
                        : view.percent() == 100 && !view.activating()
                                ? "Complete, and kept up to date: " + pictures
                                : view.isBeingCopied()
                                        ? "Being copied to %s: %,d of %s"
                                                .formatted(
                                                        Engine.of(view.engine()).words(),
                                                        view.copied(),
                                                        Phrases.count(coverage.all(), "vector", "vectors"))
                                        : "Looking at the library: " + pictures + left(view.remaining());
        };
    }

    /// How much of what is written about pictures it has read, while that is not all.
    private static String read(GenerationView view) {
        var words = view.words();
        return words.isComplete() ? "" : ", the words of %,d of %,d".formatted(words.searchable(), words.all());
    }

    /// Where its vectors are, if that is not this process.
    private static String elsewhere(GenerationView view) {
        return view.copied() == null ? "" : ", in " + Engine.of(view.engine()).words();
    }

    private static String left(Long seconds) {
        if (seconds == null) {
            return "";
        }
        var left = Duration.ofSeconds(seconds);
        return left.toMinutes() < 1
                ? ", less than a minute left"
                : ", about %s left"
                        .formatted(
                                left.toHours() < 1
                                        ? Phrases.count(left.toMinutes(), "minute", "minutes")
                                        : Phrases.count(Math.round(left.toMinutes() / 60.0), "hour", "hours"));
    }

    private static Integer percent(Model model) {
        return model.progress() == null ? null : model.progress().percent();
    }

    private static Integer percent(GenerationView view) {
        return view.state() == State.BUILDING ? view.percent() : null;
    }

    private static String trouble(Model model, Optional<GenerationView> view) {
        return view.map(ModelRows::trouble)
                .filter(why -> !why.isEmpty())
                .orElseGet(() -> model.error() == null ? "" : model.error().reason());
    }

    private static String trouble(GenerationView view) {
        return view.error() == null ? "" : view.error().reason();
    }

    private static List<Action> actions(Model model) {
        return switch (model.state()) {
            case READY -> List.of(new Action("Use it", "/models/%s/build".formatted(model.id())));
            case ABSENT -> List.of(new Action("Fetch", "/models/%s/fetch".formatted(model.id())));
            case FAILED -> List.of(new Action("Retry", "/models/%s/fetch".formatted(model.id())));
            case WAITING ->
                List.of(
                        new Action("Retry now", "/models/%s/fetch".formatted(model.id())),
                        new Action("Stop", "/models/%s/stop".formatted(model.id())));
            case FETCHING, VERIFYING -> List.of(new Action("Stop", "/models/%s/stop".formatted(model.id())));
        };
    }

    private static List<Action> actions(GenerationView view) {
        return switch (view.state()) {
            case ACTIVE -> List.of();
            case RETIRED -> List.of(action("Use it again", view, "activate"));
            case BUILDING ->
                view.paused()
                        ? List.of(action("Resume", view, "resume"))
                        : view.activating()
                                ? List.of(action("Pause", view, "pause"))
                                : List.of(action("Use it", view, "activate"), action("Pause", view, "pause"));
        };
    }

    private static Action action(String words, GenerationView view, String verb) {
        return new Action(words, "/models/generations/%d/%s".formatted(view.id(), verb));
    }
}
