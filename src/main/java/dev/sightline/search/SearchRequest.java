package dev.sightline.search;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What somebody is looking for.
///
/// @param text     as it is written in the search box: words, `-word`, quoted phrases, filters
/// @param examples pictures that results should be like
/// @param filter   more filters, as in the search box
/// @param exclude  images that are not to be shown
/// @param limit    results in this answer, 1 to 200; 50 if null
/// @param cursor   where to go on; everything else but the limit is then ignored
/// @param weaker   only the images below the cut-off
@RegisterForReflection
public record SearchRequest(
        @Size(max = 2000) String text,
        @Size(max = 10) List<@NotNull @Valid Example> examples,
        @Size(max = 500) String filter,
        @Size(max = 1000) List<@NotNull UUID> exclude,
        @Min(1) @Max(200) Integer limit,
        String cursor,
        boolean weaker) {

    private static final int DEFAULT_LIMIT = 50;

    public SearchRequest {
        text = Objects.requireNonNullElse(text, "");
        filter = Objects.requireNonNullElse(filter, "");
        examples = Objects.requireNonNullElse(examples, List.of());
        exclude = Objects.requireNonNullElse(exclude, List.of());
        limit = Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
    }

    /// A picture to be like: exactly one of an image of the library, bytes, or an upload.
    ///
    /// @param id     of an image
    /// @param data   an encoded picture of at most 3 MB; base64 in JSON
    /// @param upload of a picture that was uploaded to search with
    /// @param crop   the part that matters, or null: all of it
    /// @param weight of this picture against the others and the text, above 0 to 1; 1 if null
    @RegisterForReflection
    public record Example(
            UUID id,
            byte[] data,
            UUID upload,
            @Valid Crop crop,

            @DecimalMin(value = "0", inclusive = false) @DecimalMax("1")
            Double weight) {

        public Example {
            weight = Objects.requireNonNullElse(weight, 1.0);
        }

        public static Example ofImage(UUID id, Crop crop) {
            return new Example(id, null, null, crop, null);
        }

        public static Example ofUpload(UUID upload, Crop crop) {
            return new Example(null, null, upload, crop, null);
        }
    }

    /// A part of a picture as displayed, in fractions of its sides.
    @RegisterForReflection
    public record Crop(double x, double y, double width, double height) {}
}
