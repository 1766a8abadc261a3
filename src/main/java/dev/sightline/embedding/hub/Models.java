package dev.sightline.embedding.hub;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.ServiceModels;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;
import dev.sightline.web.ProblemException;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The models that can be had: those of the catalogue, the demo model, that of a directory if one is set, and those of
/// services.
/// Safe for use by several threads.
@ApplicationScoped
public class Models {

    /// The id of the model that comes with Sightline.
    public static final String DEMO = "demo";

    /// The id of the model that `sightline.model-dir` names.
    public static final String DIRECTORY = "directory";

    private final Map<String, Holding> holdings = new LinkedHashMap<>();
    private final Set<String> unlisted = new HashSet<>();
    private final String wanted;
    private final boolean isEager;
    private final OnnxSettings settings;
    private final NativeLibraries libraries;

    Models(
            HubConfig hub,
            EmbeddingConfiguration embedding,
            @ConfigProperty(name = "sightline.model-dir") Optional<Path> directory,
            @ConfigProperty(name = "sightline.data") Optional<Path> data,
            @ConfigProperty(name = "sightline.native-libraries") Optional<Path> libraries,
            @All List<ServiceModels> services,
            Event<ModelReady> ready) {
        this.isEager = hub.fetch();
        this.settings = new OnnxSettings(embedding.threads(), true);
        this.libraries = libraries.map(NativeLibraries::in).orElseGet(NativeLibraries::inTheUsualPlace);
        var entries = Catalogue.read(hub.catalogue());
        var store = new ModelStore(entries, hub.directory().orElseGet(() -> usualPlace(data)));
        var site = new Hub(hub.url(), new Proxies(System.getenv()), hub.connectTimeout(), hub.stallTimeout());
        entries.forEach(entry -> holdings.put(
                entry.id(), new PublishedModel(entry, store, site, hub, () -> ready.fire(new ModelReady(entry.id())))));
        holdings.put(DEMO, new BundledModel());
        directory.ifPresent(path -> holdings.put(DIRECTORY, new OwnModel(path)));
        services.forEach(this::add);
        this.wanted = services.stream()
                .flatMap(service -> service.wanted().stream())
                .findFirst()
                .orElseGet(() -> directory.isPresent() ? DIRECTORY : known(embedding.model()));
    }

    /// Models of a service that the settings do not want can be opened all the same: searches may need them until
    /// another has taken over.
    private void add(ServiceModels service) {
        boolean isWanted = service.wanted().isPresent();
        for (var model : service.models()) {
            holdings.put(model.id(), new ServiceHolding(model));
            if (!isWanted) {
                unlisted.add(model.id());
            }
        }
    }

    private static Path usualPlace(Optional<Path> data) {
        return data.orElseGet(() -> Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("sightline"))
                .resolve("models");
    }

    void start(@Observes StartupEvent start) {
        if (isEager) {
            fetch(wanted);
        }
    }

    @PreDestroy
    void stop() {
        holdings.values().forEach(Holding::stop);
    }

    private String known(String id) {
        if (!listed().contains(id)) {
            throw new ConfigurationException(
                    "sightline.embedding.model is '%s', which is no model of the catalogue. There are %s."
                            .formatted(id, String.join(", ", listed())));
        }
        return id;
    }

    private List<String> listed() {
        return holdings.keySet().stream().filter(id -> !unlisted.contains(id)).toList();
    }

    /// Those that can be chosen, in the order of the catalogue. Of services only those that the settings want are.
    public List<Model> list() {
        return listed().stream().map(this::get).toList();
    }

    /// @throws ProblemException 404 `model-not-found`
    public Model get(String id) {
        return holding(id).describe(id.equals(wanted));
    }

    /// Empty if it is in the catalogue no more, or its directory is set no more.
    public Optional<Model> find(String id) {
        return Optional.ofNullable(holdings.get(id)).map(holding -> holding.describe(id.equals(wanted)));
    }

    /// The one that the settings ask for. It may not be there yet.
    public Model wanted() {
        return get(wanted);
    }

    /// Begins to fetch a model, in the background, or tries at once what would be tried later. Does nothing if it is
    /// there or being fetched.
    ///
    /// @throws ProblemException 404 `model-not-found`
    public void fetch(String id) {
        holding(id).fetch();
    }

    /// Stops fetching. What is here already is kept for the next time.
    ///
    /// @throws ProblemException 404 `model-not-found`
    public void stop(String id) {
        holding(id).stop();
    }

    /// A new embedder, which the caller closes. That of a directory is opened even if the model in it is not whole: it
    /// may be by the time it is asked.
    ///
    /// @throws EmbeddingException if the model has to be fetched first, with what to do about it
    public Embedder open(String id) {
        return holding(id).open(settings, libraries);
    }

    private Holding holding(String id) {
        return Optional.ofNullable(holdings.get(id))
                .orElseThrow(() -> new ProblemException(
                        404,
                        "model-not-found",
                        "There is no model '%s'. There are %s.".formatted(id, String.join(", ", listed()))));
    }
}
