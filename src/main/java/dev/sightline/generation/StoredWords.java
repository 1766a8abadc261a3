package dev.sightline.generation;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.WordVectors;
import dev.sightline.index.WordVectors.Read;
import dev.sightline.index.WordVectors.Written;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// What is written about images, read by a model that sees their pixels too, some images at a time.
@ApplicationScoped
class StoredWords {

    private static final Logger LOG = Logger.getLogger(StoredWords.class);
    private static final int BATCH = 16;
    private static final int OUTDATED = 500;

    private final Generations generations;
    private final Calibrations calibrations;
    private final WordVectors words;

    StoredWords(Generations generations, Calibrations calibrations, WordVectors words) {
        this.generations = generations;
        this.calibrations = calibrations;
        this.words = words;
    }

    /// Reads what is written about the next few images, after vectors of what is written there no more are removed.
    ///
    /// @return whether there was anything to do
    /// @throws EmbeddingException if the model does not answer
    boolean step(Generation generation) {
        if (words.removeOutdated(generation, OUTDATED) > 0) {
            return true;
        }
        var unread = words.unread(generation, BATCH);
        if (unread.isEmpty()) {
            return false;
        }
        words.add(generation, read(generation, unread));
        return true;
    }

    /// What is stored of a larger vector is not paid for twice.
    private List<Read> read(Generation generation, List<Written> all) {
        var embedder = generations.embedder(generation);
        var calibration = calibrations.of(generation);
        var larger = words.ofTexts(embedder.larger(), all);
        var cut = all.stream()
                .filter(written -> larger.containsKey(written.image()))
                .map(written -> read(written, larger.get(written.image()).prefix(generation.dimension()), calibration));
        var others = all.stream()
                .filter(written -> !larger.containsKey(written.image()))
                .toList();
        return Stream.concat(cut, embedded(generation, embedder, others, calibration).stream())
                .toList();
    }

    private List<Read> embedded(Generation generation, Embedder embedder, List<Written> all, Calibration calibration) {
        if (all.isEmpty()) {
            return List.of();
        }
        try {
            var texts = embedder.texts(all.stream().map(Written::text).toList(), Purpose.INDEX);
            return IntStream.range(0, all.size())
                    .mapToObj(i -> read(all.get(i), texts.get(i), calibration))
                    .toList();
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            // One text of them is refused, and takes nothing from the others.
            return all.stream()
                    .flatMap(written -> alone(generation, embedder, written, calibration).stream())
                    .toList();
        }
    }

    private Optional<Read> alone(Generation generation, Embedder embedder, Written written, Calibration calibration) {
        try {
            return Optional.of(read(written, embedder.text(written.text(), Purpose.INDEX), calibration));
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            LOG.warnf("The words of image %s are not read: %s", written.image(), e.getMessage());
            words.addGap(generation, written, e.getMessage());
            return Optional.empty();
        }
    }

    private static Read read(Written written, Vector text, Calibration calibration) {
        return new Read(
                written, calibration.calibrated(text), calibration.calibrated(Vector.mean(written.picture(), text)));
    }
}
