package dev.sightline.tagging;

import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import dev.sightline.search.Fusion;
import dev.sightline.search.SearchConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// The taggers of generations. What the phrases of the vocabulary mean is asked of a model once.
@ApplicationScoped
class Taggers {

    private static final int TEXTS_AT_ONCE = 32;

    private final Generations generations;
    private final Calibrations calibrations;
    private final TaggingConfig config;
    private final Fusion scores;
    private final Optional<Vocabulary> vocabulary;
    private volatile Made last;

    Taggers(Generations generations, Calibrations calibrations, TaggingConfig config, SearchConfig search) {
        this.generations = generations;
        this.calibrations = calibrations;
        this.config = config;
        this.scores = new Fusion(search.words(), search.midpoint(), search.steepness(), search.relevant());
        this.vocabulary =
                config.enabled() ? Optional.of(Vocabulary.of(config.vocabulary().orElse(null))) : Optional.empty();
    }

    private record Made(Generation generation, Tagger tagger) {}

    /// Settings that cannot be followed stop the start.
    void check(@Observes StartupEvent event) {
        if (isEnabled() && !(config.probability() > 0 && config.probability() < 1)) {
            throw new ConfigurationException(
                    "sightline.tagging.probability is %s. It has to be more than 0 and less than 1."
                            .formatted(config.probability()));
        }
    }

    boolean isEnabled() {
        return vocabulary.isPresent();
    }

    /// @throws dev.sightline.embedding.EmbeddingException if the model has to be asked, and does not answer
    Tagger of(Generation generation) {
        var known = last;
        return known != null && known.generation().equals(generation) ? known.tagger() : made(generation);
    }

    private synchronized Tagger made(Generation generation) {
        if (last == null || !last.generation().equals(generation)) {
            var tagger = new Tagger(
                    vocabulary.orElseThrow(),
                    meanings(generation),
                    calibrations.of(generation),
                    scores,
                    config.probability());
            last = new Made(generation, tagger);
        }
        return last.tagger();
    }

    private Map<String, Vector> meanings(Generation generation) {
        var embedder = generations.embedder(generation);
        var meanings = new HashMap<String, Vector>();
        vocabulary.orElseThrow().phrases().stream()
                .gather(Gatherers.windowFixed(TEXTS_AT_ONCE))
                .forEach(phrases -> {
                    var vectors = embedder.texts(phrases, Purpose.QUERY);
                    IntStream.range(0, phrases.size()).forEach(i -> meanings.put(phrases.get(i), vectors.get(i)));
                });
        return meanings;
    }

    /// Of whatever decides which tags a picture gets: vocabulary, model and settings.
    String key(Generation generation) {
        var all = "%d %s %s %s".formatted(generation.spaceId(), config.probability(), scores, vocabulary.orElseThrow());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
