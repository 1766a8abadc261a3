package dev.sightline.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/// How candidates are ranked. Searches are hybrid; the others are there to be compared with.
@RegisterForReflection
public enum Method {
    /// By pixels and by words, on one scale: [Fusion].
    @JsonProperty("hybrid")
    HYBRID,
    /// By pixels alone.
    @JsonProperty("vector")
    VECTOR,
    /// By words alone.
    @JsonProperty("lexical")
    LEXICAL,
    /// By pixels and by words, by the sum of 1 / (60 + rank) (Cormack, Clarke and Büttcher 2009). Without a cut-off.
    @JsonProperty("reciprocal-rank")
    RECIPROCAL_RANK;

    /// As in the API: `reciprocal-rank`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Method fromString(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    boolean looksAtPixels() {
        return this != LEXICAL;
    }

    boolean looksAtWords() {
        return this != VECTOR;
    }
}
