package dev.sightline.embedding.clip;

import dev.sightline.embedding.EmbeddingException;
import java.util.Arrays;
import java.util.Locale;

/// What the models of one architecture have in common and their files do not say.
enum Family {
    /// Reads the state at the end token under causal attention, so a text needs no padding.
    CLIP(77, false, false),
    /// SigLIP and SigLIP 2: trained on lower-case texts that are always padded to the full length.
    SIGLIP(64, true, true);

    private final int tokens;
    private final boolean padded;
    private final boolean lowerCase;

    /// @param tokens the longest text where the configuration states none
    Family(int tokens, boolean padded, boolean lowerCase) {
        this.tokens = tokens;
        this.padded = padded;
        this.lowerCase = lowerCase;
    }

    /// @param type `model_type` of `config.json`
    static Family of(String type, ModelFiles files) {
        return Arrays.stream(values())
                .filter(family -> family.name().equalsIgnoreCase(type))
                .findFirst()
                .orElseThrow(() -> new EmbeddingException(
                        "The model %s is of type '%s', which Sightline does not know. Choose a CLIP or SigLIP model."
                                .formatted(files, type),
                        false,
                        null));
    }

    int tokens() {
        return tokens;
    }

    boolean padded() {
        return padded;
    }

    String prepare(String text) {
        return lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    }
}
