package dev.sightline.generation;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.MissingObjectException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/// Images that were taken in before, seen once more by another model: by their previews, which hold all that a model
/// looks at, so that no original has to be fetched and decoded.
@ApplicationScoped
class StoredPictures {

    private static final Logger LOG = Logger.getLogger(StoredPictures.class);

    /// So many are fetched and decoded while the model looks at one.
    private static final int AHEAD = 4;

    private final StoredRenditions renditions;
    private final Generations generations;
    private final Calibrations calibrations;
    private final VectorRepository vectors;

    StoredPictures(
            StoredRenditions renditions, Generations generations, Calibrations calibrations, VectorRepository vectors) {
        this.renditions = renditions;
        this.generations = generations;
        this.calibrations = calibrations;
        this.vectors = vectors;
    }

    /// The vectors of these images. Those that cannot be had from the preview are left out, and recorded as a gap of
    /// the generation.
    ///
    /// @throws EmbeddingException                      if the model does not answer
    /// @throws dev.sightline.storage.StorageException if the storage does not
    Map<UUID, Calibrated> embed(Generation generation, List<UUID> images) {
        var calibration = calibrations.of(generation);
        var embedder = generations.embedder(generation);
        var embedded = new HashMap<UUID, Calibrated>();
        images.stream().gather(Gatherers.mapConcurrent(AHEAD, this::read)).forEach(read -> {
            try {
                var vector = embedder.image(read.picture.get(), Purpose.INDEX);
                embedded.put(read.image, new Calibrated(vector, calibration.level(vector)));
            } catch (MissingObjectException | PictureException e) {
                gap(generation, read.image, e);
            } catch (EmbeddingException e) {
                if (e.isPassing()) {
                    throw e;
                }
                // A model that gave the hundreds of vectors of its calibration does not mind anything but the picture.
                gap(generation, read.image, e);
            }
        });
        return embedded;
    }

    private void gap(Generation generation, UUID image, RuntimeException e) {
        LOG.warnf("Generation %d gets no vector of image %s yet: %s", generation.id(), image, e.getMessage());
        vectors.addGap(generation, image);
    }

    /// @param picture gives it, or throws why it cannot be read
    private record Read(UUID image, Supplier<Picture> picture) {}

    private Read read(UUID image) {
        try {
            var picture = renditions.read(image, Renditions.PREVIEW);
            return new Read(image, () -> picture);
        } catch (MissingObjectException | PictureException e) {
            return new Read(image, () -> {
                throw e;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("Sightline is stopping.", true, e);
        }
    }
}
