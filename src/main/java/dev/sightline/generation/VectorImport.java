package dev.sightline.generation;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Embedders;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Models;
import dev.sightline.generation.BroughtVector.Status;
import dev.sightline.generation.VectorOrder.NamedVector;
import dev.sightline.index.Calibration;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Generations;
import dev.sightline.index.IndexConfig;
import dev.sightline.index.Kind;
import dev.sightline.index.Stage;
import dev.sightline.index.Stage.State;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.Collections;
import dev.sightline.library.ImageNames;
import dev.sightline.library.ImageNames.Named;
import dev.sightline.storage.Keys;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        this.queue = queue;
    }

    /// What became of each vector, in their order.
    ///
    /// @throws ProblemException 404 no such model, 409 it takes no vectors or its generation is retired
    /// @throws EmbeddingException if the model has to be calibrated first, and does not answer
    List<BroughtVector> bring(String model, VectorOrder order) {
        var known = models.get(model);
        if (!takesVectors(known)) {
            throw new ProblemException(
                    409,
                    "vectors-not-taken",
                    ("%s computes its vectors for Sightline itself. Only those of a model behind endpoints of Amazon"
                                    + " SageMaker can be brought: set sightline.embedding.provider to sagemaker, or name"
                                    + " that model, sagemaker.")
                            .formatted(known.name()));
        }
        var generation = generation(known, embedders.of(model));
        var brought = stored(generation, order);
        queue.hurry(BuildTask.NAME, String.valueOf(generation.id()));
        return brought;
    }

    /// One that runs on this machine is not opened for that: its files need not be here.
    private boolean takesVectors(Model model) {
        return model.service() != null && embedders.of(model.id()).takesVectors();
    }

    /// That of the model that is active or being built. Where there is none one is begun, paused, so that nothing is
    /// asked of the model for what is still to come.
    private Generation generation(Model model, Embedder embedder) {
        var kept = generations.list().stream()
                .filter(stage -> stage.generation().space().equals(embedder.space()))
                .toList();
        return kept.stream()
                .filter(stage -> stage.state() != State.RETIRED)
                .findFirst()
                .map(Stage::generation)
                .or(() -> kept.isEmpty()
                        ? lifecycle.startPaused(model.id(), embedder.space(), Kind.of(embedder), config.engine())
                        : Optional.empty())
                .orElseThrow(() -> new ProblemException(
                        409,
                        "generation-retired",
                        "%s is not searched with any more. Have it used again first, on the page of models."
                                .formatted(model.name())));
    }

    private List<BroughtVector> stored(Generation generation, VectorOrder order) {
        var pictures = new Pictures(order.vectors());
        var there = order.replacing() ? Set.<UUID>of() : vectors.having(generation.spaceId(), pictures.images());
        var calibration = calibrations.of(generation);
        var taken = new HashMap<UUID, Calibrated>();
        var brought = order.vectors().stream()
                .map(vector -> brought(vector, pictures, there, generation, calibration, taken))
                .toList();
        var stored = vectors.bring(generation, taken, order.replacing());
        return brought.stream()
                .map(one -> one.status() == Status.STORED && !stored.contains(one.image())
                        ? new BroughtVector(one.name(), Status.THERE, one.image(), null)
                        : one)
                .toList();
    }

    private static BroughtVector brought(
            NamedVector vector,
            Pictures pictures,
            Set<UUID> there,
            Generation generation,
            Calibration calibration,
            Map<UUID, Calibrated> taken) {
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
        if (vector.values().size() != generation.dimension()) {
            return refused(
                    vector,
                    image,
                    "invalid-dimension",
                    "It has %d values, and the vectors of %s have %d."
                            .formatted(
                                    vector.values().size(), generation.space().model(), generation.dimension()));
        }
        if (taken.containsKey(image)) {
            return refused(vector, image, "named-twice", "Another vector of the same picture came with it.");
        }
        try {
            taken.put(image, calibration.calibrated(Vector.normalised(vector.raw())));
            return new BroughtVector(vector.name(), Status.STORED, image, null);
        } catch (IllegalArgumentException e) {
            return refused(
                    vector, image, "invalid-vector", "It has no direction: its values are all 0, or not all finite.");
        }
    }

    private static BroughtVector refused(NamedVector vector, UUID image, String code, String reason) {
        return BroughtVector.refused(vector.name(), image, code, reason);
    }

    /// The pictures that some vectors may be of.
    private final class Pictures {

        private final Map<String, Named> byKey;
        private final Map<String, List<Named>> byName;

        Pictures(List<NamedVector> vectors) {
            this.byKey = names.byKey(vectors.stream().map(Pictures::key).collect(Collectors.toSet()));
            this.byName = names.byName(
                    collections.library(),
                    vectors.stream().map(NamedVector::last).collect(Collectors.toSet()));
        }

        /// A job writes its output under the whole key, or under what comes after the prefix of its input.
        private static String key(NamedVector vector) {
            return Keys.ORIGINALS + vector.last();
        }

        /// That of the key, or else those of the name.
        List<Named> called(NamedVector vector) {
            var ofKey = byKey.get(key(vector));
            return ofKey == null ? byName.getOrDefault(vector.last(), List.of()) : List.of(ofKey);
        }

        Set<UUID> images() {
            return Stream.concat(
                            byKey.values().stream(), byName.values().stream().flatMap(List::stream))
                    .map(Named::image)
                    .collect(Collectors.toSet());
        }
    }
}
