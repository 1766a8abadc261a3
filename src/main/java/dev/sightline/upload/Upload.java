package dev.sightline.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.picture.Sidecar;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A slot as it is kept.
///
/// @param state `open`, `completed`, `duplicate`, `expired`, `cancelled`, or `deleted` with the image that it became
/// @param image what it became, or is a duplicate of; null before
/// @param sidecar what was beside the file, or null; it was read once, so it can be read
public record Upload(
        UUID id,
        long collection,
        long person,
        Purpose purpose,
        String objectKey,
        String name,
        String mediaType,
        long size,
        String state,
        UUID image,
        Instant createdAt,
        Instant expiresAt,
        String sidecar) {

    public enum Purpose {
        @JsonProperty("image")
        IMAGE,
        @JsonProperty("query")
        QUERY;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The same file, when it is known to be one that is here already.
    Upload duplicateOf(UUID known) {
        return new Upload(
                id,
                collection,
                person,
                purpose,
                objectKey,
                name,
                mediaType,
                size,
                "duplicate",
                known,
                createdAt,
                expiresAt,
                sidecar);
    }

    /// Whether its sidecar says that it is one.
    boolean favourite() {
        return sidecar != null && Sidecar.read(sidecar).favourite();
    }
}
