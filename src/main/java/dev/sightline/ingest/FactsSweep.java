package dev.sightline.ingest;

import dev.sightline.ingest.FactsRepository.Outdated;
import dev.sightline.picture.ColourName;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/// Reads again what pictures say about themselves, where they were read by an earlier version of the program or where a
/// sidecar came since. Their pixels, renditions and vectors stay as they are.
@ApplicationScoped
class FactsSweep implements SweepTask {

    private static final Logger LOG = Logger.getLogger(FactsSweep.class);

    private static final int AT_ONCE = 100;

    /// The next sweep goes on where this one stops.
    private static final Duration TURN = Duration.ofSeconds(20);

    private final FactsRepository repository;
    private final Facts facts;
    private final Pictures pictures;
    private final ObjectStore objects;

    FactsSweep(FactsRepository repository, Facts facts, Pictures pictures, ObjectStore objects) {
        this.repository = repository;
        this.facts = facts;
        this.pictures = pictures;
        this.objects = objects;
    }

    @Override
    public void sweep() {
        var end = Instant.now().plus(TURN);
        int read = 0;
        List<Outdated> outdated = repository.outdated(AT_ONCE);
        while (!outdated.isEmpty() && Instant.now().isBefore(end)) {
            outdated.forEach(this::read);
            read += outdated.size();
            outdated = repository.outdated(AT_ONCE);
        }
        if (read > 0) {
            LOG.infof("What %d images say about themselves was read again", read);
        }
    }

    private void read(Outdated image) {
        try {
            repository.nameColours(image.image(), ColourName.ofAll(image.colours()));
            facts.keep(image.image(), pictures.metadata(() -> objects.get(image.objectKey()), image.size()));
        } catch (MissingObjectException e) {
            // The audit says so of the image.
            repository.skip(image.image());
        } catch (StorageException e) {
            if (e.isPassing()) {
                throw e;
            }
            skip(image, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        } catch (RuntimeException e) {
            skip(image, e);
        }
    }

    /// One image must not keep all others from their turn.
    private void skip(Outdated image, RuntimeException e) {
        LOG.errorf(e, "What %s says about itself could not be read again", image.image());
        repository.skip(image.image());
    }
}
