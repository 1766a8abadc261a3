package dev.sightline.upload;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// A slot as it is kept.
///
/// @param state `open`, `completed`, `duplicate` or `expired`
/// @param image what it became, or is a duplicate of; null before
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
        Instant expiresAt) {

    public enum Purpose {
        @JsonProperty("image")
        IMAGE,
        @JsonProperty("query")
        QUERY;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
