package dev.sightline.index.opensearch;

import dev.sightline.index.EngineException;
import java.util.function.DoubleUnaryOperator;

/// How a library's score of two vectors of length one becomes their cosine.
enum Similarity {
    /// score = 1 / (1 + d²), and d² = 2 − 2 cos.
    L2(score -> 1 - (1 / score - 1) / 2),
    /// score = (1 + cos) / 2
    COSINE(score -> 2 * score - 1),
    /// score = 1 / (2 − cos), of indexes that were made before OpenSearch 3.
    OLD_COSINE(score -> 2 - 1 / score),
    /// score = 1 + p for an inner product p ≥ 0, and 1 / (1 − p) below.
    INNER_PRODUCT(score -> score >= 1 ? score - 1 : 1 - 1 / score);

    private final DoubleUnaryOperator cosine;

    Similarity(DoubleUnaryOperator cosine) {
        this.cosine = cosine;
    }

    /// @return within -1 to 1, whatever rounding made of it
    double cosine(double score) {
        return Math.clamp(cosine.applyAsDouble(score), -1, 1);
    }

    /// @param engine `faiss`, `lucene` or `nmslib`
    /// @param space  `l2`, `cosinesimil` or `innerproduct`
    /// @throws EngineException if the meaning of its scores is not known
    static Similarity of(String engine, String space) {
        return switch (engine + " " + space) {
            case "faiss l2", "lucene l2", "nmslib l2" -> L2;
            case "faiss cosinesimil", "lucene cosinesimil" -> COSINE;
            case "nmslib cosinesimil" -> OLD_COSINE;
            case "faiss innerproduct", "lucene innerproduct", "nmslib innerproduct" -> INNER_PRODUCT;
            default ->
                throw EngineException.foreign("Scores of %s with %s are not known here.".formatted(engine, space));
        };
    }
}
