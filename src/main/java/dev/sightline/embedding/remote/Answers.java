package dev.sightline.embedding.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Vector;

/// What models of services answer.
public final class Answers {

    private Answers() {}

    /// @param values a list of numbers
    /// @throws EmbeddingException if it is no vector of this dimension
    public static Vector vector(String model, JsonNode values, int dimension) {
        if (values.size() != dimension) {
            throw new EmbeddingException(
                    "%s answers %d values instead of %d. Set the dimension that it has."
                            .formatted(model, values.size(), dimension),
                    true,
                    null);
        }
        var raw = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            raw[i] = (float) values.get(i).asDouble();
        }
        try {
            return Vector.normalised(raw);
        } catch (IllegalArgumentException e) {
            throw new EmbeddingException("%s answers a vector that has no direction.".formatted(model), false, e);
        }
    }
}
