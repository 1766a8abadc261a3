package dev.sightline.style;

import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Generation;
import dev.sightline.index.Generations;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What styles are called until a person gives them a name: the phrase of a vocabulary that their centre is close to,
/// and those of the others are not.
@ApplicationScoped
class StyleNames {

    private static final String VOCABULARY = "/styles/vocabulary.txt";

    private final Generations generations;

    StyleNames(Generations generations) {
        this.generations = generations;
    }

    /// Names of styles, all different.
    ///
    /// @param centres of the styles, in a space of the generation
    /// @throws dev.sightline.embedding.EmbeddingException if the model does not answer
    List<String> of(Generation generation, List<Vector> centres) {
        var phrases = vocabulary();
        var embedder = generations.embedder(generation);
        return of(centres, phrases, embedder.texts(phrases, Purpose.QUERY));
    }

    static List<String> of(List<Vector> centres, List<String> phrases, List<Vector> meanings) {
        double[][] scores = scores(centres, meanings);
        var names = new String[centres.size()];
        var taken = new HashSet<String>();
        IntStream.range(0, names.length)
                .boxed()
                .sorted(Comparator.comparingDouble(
                        style -> -Arrays.stream(scores[style]).max().orElseThrow()))
                .forEach(style -> names[style] = name(byScore(scores[style], phrases), taken));
        return List.of(names);
    }

    /// How much closer a phrase is to a style than to the styles on average. Some phrases are close to all pictures.
    private static double[][] scores(List<Vector> centres, List<Vector> meanings) {
        var scores = new double[centres.size()][meanings.size()];
        for (int phrase = 0; phrase < meanings.size(); phrase++) {
            var meaning = meanings.get(phrase);
            double mean = centres.size() == 1
                    ? 0
                    : centres.stream().mapToDouble(meaning::cosine).average().orElseThrow();
            for (int style = 0; style < centres.size(); style++) {
                scores[style][phrase] = centres.get(style).cosine(meaning) - mean;
            }
        }
        return scores;
    }

    private static List<String> byScore(double[] scores, List<String> phrases) {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(phrase -> -scores[phrase]))
                .map(phrases::get)
                .toList();
    }

    /// The first phrase; where another style has it, together with the next one that tells them apart.
    private static String name(List<String> best, Set<String> taken) {
        var first = capitalised(best.getFirst());
        return Stream.concat(Stream.of(first), best.stream().skip(1).map(next -> first + ", " + next))
                .filter(taken::add)
                .findFirst()
                .orElseThrow();
    }

    private static String capitalised(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    private static List<String> vocabulary() {
        try (var in = StyleNames.class.getResourceAsStream(VOCABULARY)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
