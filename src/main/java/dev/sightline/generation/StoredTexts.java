package dev.sightline.generation;

import dev.sightline.description.Describing;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.TextVectors;
import dev.sightline.index.TextVectors.Read;
import dev.sightline.index.TextVectors.Written;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.WordsReader;
import dev.sightline.picture.PictureException;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Gatherers;
import org.jboss.logging.Logger;

/// Images that were taken in before, read by a model that sees no pictures, some at a time: first those about which
/// something is written, then the others, which are described for it.
@ApplicationScoped
class StoredTexts {

    private static final Logger LOG = Logger.getLogger(StoredTexts.class);

    /// Each has two texts at most, and services take 96 of them in a request.
    private static final int BATCH = 48;

    private static final int DESCRIBED = 16;

    private final WordsReader reader;
    private final Describing describing;
    private final TextVectors texts;
    private final VectorRepository vectors;
    private final GenerationLifecycle lifecycle;

    StoredTexts(
            WordsReader reader,
            Describing describing,
            TextVectors texts,
            VectorRepository vectors,
            GenerationLifecycle lifecycle) {
        this.reader = reader;
        this.describing = describing;
        this.texts = texts;
        this.vectors = vectors;
        this.lifecycle = lifecycle;
    }

    /// Reads what is written about the next few images, or has some described.
    ///
    /// @return whether there was anything to do
    /// @throws EmbeddingException if a model does not answer, or nothing describes pictures
    boolean step(Generation generation) {
        var start = System.nanoTime();
        var unread = texts.unread(generation, BATCH);
        if (unread.isEmpty()) {
            // Where nothing describes pictures, those that are found all the same keep nobody waiting.
            var wordless = texts.wordless(generation, describing.isEnabled(), DESCRIBED);
            if (wordless.isEmpty()) {
                return false;
            }
            describe(generation, wordless);
            unread = texts.unread(generation, BATCH);
        }
        texts.add(generation, read(generation, unread));
        lifecycle.progressed(generation.id(), unread.size() * 1e9 / (System.nanoTime() - start));
        return true;
    }

    private List<Read> read(Generation generation, List<Written> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        try {
            return reader.read(generation, all);
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            // One text of them is refused, and takes nothing from the others.
            return all.stream()
                    .flatMap(written -> alone(generation, written).stream())
                    .toList();
        }
    }

    private Optional<Read> alone(Generation generation, Written written) {
        try {
            return Optional.of(reader.read(generation, List.of(written)).getFirst());
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            LOG.warnf("The words of image %s are not read: %s", written.image(), e.getMessage());
            texts.addGap(generation, written, e.getMessage());
            if (vectors.ofImages(generation, List.of(written.image())).isEmpty()) {
                vectors.addGap(generation, written.image());
            }
            return Optional.empty();
        }
    }

    /// One that what describes it does not answer for takes nothing from the others, but nothing more is begun then.
    private void describe(Generation generation, List<UUID> images) {
        describing.requireEnabled();
        var failure = new AtomicReference<RuntimeException>();
        images.stream()
                .gather(Gatherers.mapConcurrent(describing.concurrency(), image -> {
                    if (failure.get() == null) {
                        describe(generation, image, failure);
                    }
                    return image;
                }))
                .forEach(_ -> {});
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void describe(Generation generation, UUID image, AtomicReference<RuntimeException> failure) {
        try {
            describing.describe(image);
        } catch (MissingObjectException | PictureException e) {
            gap(generation, image, e);
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                failure.compareAndSet(null, e);
            } else {
                gap(generation, image, e);
            }
        } catch (StorageException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new EmbeddingException("Sightline is stopping.", true, e));
        }
    }

    private void gap(Generation generation, UUID image, RuntimeException e) {
        LOG.warnf("Generation %d gets no vector of image %s yet: %s", generation.id(), image, e.getMessage());
        vectors.addGap(generation, image);
    }
}
