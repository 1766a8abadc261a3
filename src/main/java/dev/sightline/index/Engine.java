package dev.sightline.index;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What finds the nearest vectors of a generation.
public enum Engine {
    /// In this process.
    EMBEDDED,
    OPENSEARCH,
    S3_VECTORS,
    PINECONE;

    /// As settings, the API and the database have it: `s3-vectors`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException if there is none of this code; its message names those that there are
    public static Engine of(String code) {
        return Arrays.stream(values())
                .filter(engine -> engine.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no engine %s. There are %s."
                        .formatted(
                                code, Arrays.stream(values()).map(Engine::code).collect(Collectors.joining(", ")))));
    }

    /// Whether it runs elsewhere, and is shared by all instances.
    public boolean isRemote() {
        return this != EMBEDDED;
    }

    /// As people know it.
    public String words() {
        return switch (this) {
            case EMBEDDED -> "the embedded engine";
            case OPENSEARCH -> "OpenSearch";
            case S3_VECTORS -> "S3 Vectors";
            case PINECONE -> "Pinecone";
        };
    }
}
