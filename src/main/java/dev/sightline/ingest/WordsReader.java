package dev.sightline.ingest;

import dev.sightline.description.Describing;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.index.TextVectors;
import dev.sightline.index.TextVectors.Read;
import dev.sightline.index.TextVectors.Written;
import dev.sightline.index.VectorRepository.Calibrated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// Reads what is written about images with a model that sees no pictures. One about which nothing is written is
/// described first, and its description is kept.
@ApplicationScoped
public class WordsReader {

    private final Generations generations;
    private final Calibrations calibrations;
    private final TextVectors texts;
    private final Describing describing;

    WordsReader(Generations generations, Calibrations calibrations, TextVectors texts, Describing describing) {
        this.generations = generations;
        this.calibrations = calibrations;
        this.texts = texts;
        this.describing = describing;
    }

    /// The vectors of an image that has its renditions.
    ///
    /// @throws EmbeddingException if a model does not answer, or nothing describes pictures
    Read read(Generation generation, UUID image) throws InterruptedException {
        var written = texts.written(image);
        if (written.isEmpty()) {
            describing.describe(image);
            written = texts.written(image);
        }
        return read(
                        generation,
                        List.of(written.orElseThrow(() -> new EmbeddingException(
                                "What was written about the picture was taken away meanwhile.", true, null))))
                .getFirst();
    }

    /// The vectors of what is written about some images, in their order, all asked for together.
    ///
    /// @throws EmbeddingException if the model does not answer, or refuses one of the texts
    public List<Read> read(Generation generation, List<Written> all) {
        var calibration = calibrations.of(generation);
        var embedder = generations.embedder(generation);
        var asked = new ArrayList<String>();
        all.forEach(written -> asked.addAll(written.texts().values()));
        var vectors = embedder.texts(asked, Purpose.INDEX).iterator();
        return all.stream()
                .map(written -> {
                    var read = new TreeMap<Integer, Calibrated>();
                    for (int ordinal : written.texts().keySet()) {
                        var vector = vectors.next();
                        read.put(ordinal, calibration.calibrated(vector));
                    }
                    return new Read(written, read);
                })
                .toList();
    }
}
