package dev.sightline.taste;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Something that a person did with an image.
///
/// @param id       made by whoever tells of it; what is told again under it is not recorded again
/// @param at       null for now
/// @param session  what one sitting at one browser tab has in common, or null
/// @param query    the search that the image was a result of, as the page's address has it (`q=origami+boat`), or null
/// @param position of the image in the results of that search, from 1, or null
@RegisterForReflection
public record Interaction(
        @NotNull UUID id,
        @NotNull UUID image,
        @NotNull Type type,
        Instant at,

        @Size(max = 100) @Pattern(regexp = WITHOUT_NUL, message = "must not have the character NUL")
        String session,

        @Size(max = 2000) @Pattern(regexp = WITHOUT_NUL, message = "must not have the character NUL")
        String query,

        @Min(1) @Max(1_000_000) Integer position) {

    /// PostgreSQL cannot store it in a text.
    private static final String WITHOUT_NUL = "[^\\x00]*";

    public enum Type {
        /// It was open, large, for a second or more.
        @JsonProperty("view")
        VIEW,
        @JsonProperty("favourite")
        FAVOURITE,
        @JsonProperty("unfavourite")
        UNFAVOURITE,
        @JsonProperty("download")
        DOWNLOAD;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @param code in any case
        static Optional<Type> of(String code) {
            return Stream.of(values())
                    .filter(type -> type.name().equalsIgnoreCase(code))
                    .findFirst();
        }
    }

    Interaction at(Instant moment) {
        return new Interaction(id, image, type, moment, session, query, position);
    }
}
