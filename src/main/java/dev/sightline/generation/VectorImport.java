package dev.sightline.generation;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Models;
import dev.sightline.generation.BroughtVector.Status;
import dev.sightline.generation.ModelProof.Given;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Generations;
import dev.sightline.index.IndexConfig;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.library.ImageNames;
import dev.sightline.storage.Keys;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Vectors that a model's own program has computed elsewhere, for pictures that are here already: the model is not
/// asked for these again.
@ApplicationScoped
class VectorImport {

    private final Models models;
    private final Embedders embedders;
    private final Generations generations;
    private final GenerationLifecycle lifecycle;
    private final IndexConfig config;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final ImageNames names;
    private final Collections collections;
    private final ModelProof proof;
    private final JobQueue queue;

    VectorImport(
            Models models,
            Embedders embedders,
            Generations generations,
            GenerationLifecycle lifecycle,
            IndexConfig config,
            Calibrations calibrations,
            VectorRepository vectors,
            ImageNames names,
            Collections collections,
            ModelProof proof,
            JobQueue queue) {
        this.models = models;
        this.embedders = embedders;
        this.generations = generations;
        this.lifecycle = lifecycle;
        this.config = config;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.names = names;
        this.collections = collections;
        this.proof = proof;
        this.queue = queue;
    }

    /// What became of each vector, in their order, and whether the model was found to be theirs.
    record Brought(List<BroughtVector> vectors, boolean proven) {}

    /// A model that takes vectors.
    ///
    /// @throws ProblemException 404 no such model, 409 it takes no vectors
    Model taking(String id) {
        var model = models.get(id);
        if (!takesVectors(model)) {
            throw new ProblemException(
                    409,
                    "vectors-not-taken",
                    ("%s computes its vectors for Sightline itself. Only those of Amazon Titan, of Amazon Nova or of a"
                                    + " model behind endpoints of Amazon SageMaker can be brought: set"
                                    + " sightline.embedding.provider to titan, nova or sagemaker, or name such a model.")
                            .formatted(model.name()));
        }
        return model;
    }

    /// One that runs on this machine is not opened for that: its files need not be here.
    private boolean takesVectors(Model model) {
        return model.service() != null && embedders.of(model.id()).takesVectors();
    }

    int dimension(Model model) {
        return embedders.of(model.id()).space().dimension();
    }

    /// Stores vectors. Before the first ones of a model, it is asked for one of their pictures.
    ///
    /// @param model   one that takes vectors
    /// @param proving whether it is asked even if there are vectors of it
    /// @throws ProblemException   409 its generation is retired, or they are of another model
    /// @throws EmbeddingException if the model has to be asked, and does not answer
    Brought bring(Model model, List<GivenVector> given, boolean replacing, boolean proving) {
        var embedder = embedders.of(model.id());
        var kept = kept(model, embedder.space());
        var pictures = NamedPictures.of(given, names, collections.library());
        var there = replacing
                ? Set.<UUID>of()
                : kept.map(generation -> vectors.having(generation.spaceId(), pictures.images()))
                        .orElse(Set.of());
        var taken = new LinkedHashMap<UUID, Given>();
        var brought = given.stream()
                .map(vector -> brought(vector, pictures, there, embedder.space(), taken))
                .toList();
        if (taken.isEmpty()) {
            return new Brought(brought, false);
        }
        if (proving || !kept.map(Generation::spaceId).map(vectors::hasAny).orElse(false)) {
            proof.require(model, embedder, List.copyOf(taken.values()));
        }
        var generation = kept.orElseGet(() -> begun(model, embedder));
        var stored = stored(generation, taken.values(), replacing);
        queue.hurry(BuildTask.NAME, String.valueOf(generation.id()));
        return new Brought(brought.stream().map(one -> unlessThere(one, stored)).toList(), true);
    }

    /// That of the model that is active or being built.
    private Optional<Generation> kept(Model model, Space space) {
        var kept = generations.list().stream()
                .filter(stage -> stage.generation().space().equals(space))
                .toList();
        var used = kept.stream().filter(stage -> stage.state() != State.RETIRED).findFirst();
        if (used.isEmpty() && !kept.isEmpty()) {
            throw new ProblemException(
                    409,
                    "generation-retired",
                    "%s is not searched with any more. Have it used again first, on the page of models."
                            .formatted(model.name()));
        }
        return used.map(Stage::generation);
    }

    /// Paused, so that nothing is asked of the model for what is still to come. Somebody else may have begun one.
    private Generation begun(Model model, Embedder embedder) {
        return lifecycle
                .startPaused(model.id(), embedder.space(), Kind.of(embedder), config.engine())
                .or(() -> kept(model, embedder.space()))
                .orElseThrow();
    }

    /// The images whose vectors these are now.
    private Set<UUID> stored(Generation generation, Collection<Given> taken, boolean replacing) {
        var calibration = calibrations.of(generation);
        return vectors.bring(
                generation,
                taken.stream().collect(Collectors.toMap(Given::image, given -> calibration.calibrated(given.vector()))),
                replacing);
    }

    private static BroughtVector unlessThere(BroughtVector one, Set<UUID> stored) {
        return one.status() == Status.STORED && !stored.contains(one.image())
                ? new BroughtVector(one.name(), Status.THERE, one.image(), null)
                : one;
    }

    private static BroughtVector brought(
            GivenVector vector, NamedPictures pictures, Set<UUID> there, Space space, Map<UUID, Given> taken) {
        var called = pictures.called(vector);
        if (called.isEmpty()) {
            return refused(
                    vector,
                    null,
                    "image-not-found",
                    "No picture has this key, and none is called %s.".formatted(vector.last()));
        }
        if (called.size() > 1) {
            return refused(
                    vector,
                    null,
                    "ambiguous-name",
                    "%d pictures are called %s. Name it by the key of the one it is of, such as %s."
                            .formatted(
                                    called.size(),
                                    vector.last(),
                                    Keys.original(called.getFirst().image())));
        }
        var image = called.getFirst().image();
        if (!called.getFirst().isReady()) {
            return refused(vector, image, "image-not-ready", "The picture is not taken in yet, or could not be.");
        }
        if (there.contains(image)) {
            return new BroughtVector(vector.name(), Status.THERE, image, null);
        }
        if (vector.values().length != space.dimension()) {
            return refused(
                    vector,
                    image,
                    "invalid-dimension",
                    "It has %d values, and the vectors of %s have %d."
                            .formatted(vector.values().length, space.model(), space.dimension()));
        }
        if (taken.containsKey(image)) {
            return refused(vector, image, "named-twice", "Another vector of the same picture came with it.");
        }
        try {
            taken.put(image, new Given(vector.name(), image, Vector.normalised(vector.values())));
            return new BroughtVector(vector.name(), Status.STORED, image, null);
        } catch (IllegalArgumentException e) {
            return refused(
                    vector, image, "invalid-vector", "It has no direction: its values are all 0, or not all finite.");
        }
    }

    private static BroughtVector refused(GivenVector vector, UUID image, String code, String reason) {
        return BroughtVector.refused(vector.name(), image, code, reason);
    }
}
