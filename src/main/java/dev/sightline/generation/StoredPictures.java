package dev.sightline.generation;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.ingest.IngestConfig;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/// Images that were taken in before, seen once more by another model: by their previews, which hold all that a model
/// looks at, so that no original has to be fetched and decoded.
@ApplicationScoped
class StoredPictures {

    private static final Logger LOG = Logger.getLogger(StoredPictures.class);

    private final StoredRenditions renditions;
    private final Generations generations;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final IngestConfig config;

    StoredPictures(
            StoredRenditions renditions,
            Generations generations,
            Calibrations calibrations,
            VectorRepository vectors,
            IngestConfig config) {
        this.renditions = renditions;
        this.generations = generations;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.config = config;
    }

    /// What came of some images.
    ///
    /// @param vectors of those that the model answered for
    /// @param failure why it did not answer for others, or null
    record Seen(Map<UUID, Calibrated> vectors, RuntimeException failure) {}

    /// The vectors of these images: taken from larger ones where these are stored, so that nothing is paid for
    /// twice. Those that cannot be had from the preview are left out, and recorded as a gap of the generation. One
    /// that the model or the storage does not answer for takes nothing from the others.
    ///
    /// @throws EmbeddingException if the model cannot be asked at all
    Seen embed(Generation generation, List<UUID> images) {
        var calibration = calibrations.of(generation);
        var embedder = generations.embedder(generation);
        var larger = vectors.ofImages(embedder.larger(), images);
        var failure = new AtomicReference<RuntimeException>();
        var seen = images.stream()
                .gather(Gatherers.mapConcurrent(
                        Math.max(config.threads(), embedder.concurrency()),
                        image -> unlessFailed(
                                failure,
                                () -> larger.containsKey(image)
                                        ? calibrated(
                                                image, larger.get(image).prefix(generation.dimension()), calibration)
                                        : embedded(generation, embedder, calibration, image))))
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Embedded::image, Embedded::vector));
        return new Seen(seen, failure.get());
    }

    private record Embedded(UUID image, Calibrated vector) {}

    /// Nothing more is begun after a failure.
    private static Optional<Embedded> unlessFailed(
            AtomicReference<RuntimeException> failure, Supplier<Optional<Embedded>> embedding) {
        if (failure.get() != null) {
            return Optional.empty();
        }
        try {
            return embedding.get();
        } catch (EmbeddingException | StorageException e) {
            failure.compareAndSet(null, e);
            return Optional.empty();
        }
    }

    private Optional<Embedded> embedded(Generation generation, Embedder embedder, Calibration calibration, UUID image) {
        try {
            var vector = embedder.image(renditions.read(image, Renditions.PREVIEW), Purpose.INDEX);
            return calibrated(image, vector, calibration);
        } catch (MissingObjectException | PictureException e) {
            return gap(generation, image, e);
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            // A model that gave the hundreds of vectors of its calibration does not mind anything but the picture.
            return gap(generation, image, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("Sightline is stopping.", true, e);
        }
    }

    private static Optional<Embedded> calibrated(UUID image, Vector vector, Calibration calibration) {
        return Optional.of(new Embedded(image, calibration.calibrated(vector)));
    }

    private Optional<Embedded> gap(Generation generation, UUID image, RuntimeException e) {
        LOG.warnf("Generation %d gets no vector of image %s yet: %s", generation.id(), image, e.getMessage());
        vectors.addGap(generation, image);
        return Optional.empty();
    }
}
