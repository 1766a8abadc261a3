package dev.sightline.generation;

import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Models;
import dev.sightline.generation.ModelsPage.Action;
import dev.sightline.generation.ModelsPage.Row;
import dev.sightline.index.Stage.State;
import dev.sightline.ingest.Repairs;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.Phrases;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;

/// The models: fetched, built beside, made active, dropped.
@Path("/models")
@Produces(MediaType.TEXT_HTML)
@Blocking
class ModelPages {

    private final Models models;
    private final Builds builds;
    private final GenerationViews views;
    private final Repairs repairs;
    private final ModelNotice notice;

    ModelPages(Models models, Builds builds, GenerationViews views, Repairs repairs, ModelNotice notice) {
        this.models = models;
        this.builds = builds;
        this.views = views;
        this.repairs = repairs;
        this.notice = notice;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance models() {
        var generations = views.list();
        var known = models.list();
        var rows = new ArrayList<Row>();
        known.forEach(model -> rows.add(row(model, of(model.id(), generations))));
        generations.stream()
                .filter(view -> known.stream().noneMatch(model -> model.id().equals(view.model())))
                .forEach(view -> rows.add(forgotten(view)));
        boolean live = generations.stream().anyMatch(GenerationView::isBeingBuilt)
                || known.stream().anyMatch(model -> model.state().isUnderWay());
        return new ModelsPage(
                Frame.of("Models", Section.MODELS),
                live,
                rows,
                repairs.counts().entrySet().stream()
                        .map(count -> "%,d × %s"
                                .formatted(count.getValue(), count.getKey().replace('-', ' ')))
                        .toList());
    }

    @CheckedTemplate(basePath = "generation", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Notice(ModelNotice.Words notice) implements TemplateInstance {}

    /// The notice about the model, as a fragment of every page.
    @GET
    @Path("notice")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance notice() {
        return new Notice(notice.now());
    }

    /// Asked for by a notice, it answers with what that says now; by a form, with the page that the form is on.
    @POST
    @Path("{id}/fetch")
    public Response fetch(
            String id,
            @RestHeader("HX-Request") boolean scripted,
            @RestHeader("HX-Boosted") boolean form,
            @RestHeader("Referer") String referer) {
        models.fetch(id);
        return scripted && !form
                ? Response.ok(new Notice(notice.now())).build()
                : Response.seeOther(page(referer)).build();
    }

    private static URI page(String referer) {
        try {
            var from = URI.create(referer == null ? "/" : referer);
            var path = from.getRawPath() == null || from.getRawPath().startsWith("//") ? "/" : from.getRawPath();
            return URI.create(from.getRawQuery() == null ? path : path + "?" + from.getRawQuery());
        } catch (IllegalArgumentException _) {
            return URI.create("/");
        }
    }

    @POST
    @Path("{id}/stop")
    public Response stop(String id) {
        models.stop(id);
        return back();
    }

    @POST
    @Path("{id}/build")
    public Response build(String id) {
        builds.start(id, null, null, true);
        return back();
    }

    @POST
    @Path("generations/{id}/activate")
    public Response activate(long id) {
        builds.activate(id);
        return back();
    }

    @POST
    @Path("generations/{id}/pause")
    public Response pause(long id) {
        builds.pause(id);
        return back();
    }

    @POST
    @Path("generations/{id}/resume")
    public Response resume(long id) {
        builds.resume(id);
        return back();
    }

    @POST
    @Path("generations/{id}/drop")
    public Response drop(long id) {
        builds.drop(id);
        return back();
    }

    private static Response back() {
        return Response.seeOther(URI.create("/models")).build();
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
                view.map(ModelPages::state).orElseGet(() -> state(model)),
                view.map(ModelPages::percent).orElseGet(() -> percent(model)),
                trouble(model, view),
                view.map(GenerationView::isActive).orElse(false),
                view.map(ModelPages::actions).orElseGet(() -> actions(model)),
                view.filter(one -> !one.isActive()).map(GenerationView::id).orElse(null));
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
                percent(view),
                trouble(view),
                active,
                List.of(),
                active ? null : view.id());
    }

    private static String facts(Model model) {
        return Stream.of(
                        model.bytes() == null ? null : Phrases.size(model.bytes()),
                        model.languages(),
                        model.dimension() == null ? null : model.dimension() + " dimensions",
                        model.licence())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private static String state(Model model) {
        return switch (model.state()) {
            case READY -> "On this machine, not in use";
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
                "%,d of %s".formatted(coverage.searchable(), Phrases.count(coverage.all(), "picture", "pictures"));
        return switch (view.state()) {
            case ACTIVE -> "Searches use it: " + pictures;
            case RETIRED -> "Kept, so that you can go back: " + pictures;
            case BUILDING ->
                view.paused()
                        ? "Paused: " + pictures
                        : view.percent() == 100 && !view.activating()
                                ? "Complete, and kept up to date: " + pictures
                                : "Looking at the library: " + pictures + left(view.remaining());
        };
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
        return view.isPresent()
                ? trouble(view.get())
                : model.error() == null ? "" : model.error().reason();
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
