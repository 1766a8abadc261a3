package dev.sightline.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.index.Kind;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/// What somebody is looking for.
///
/// @param text     as it is written in the search box: words, `-word`, quoted phrases, filters
/// @param examples pictures that results should be like, or unlike
/// @param balance  what the pictures count against the text, 0 (only the text) to 1 (only the pictures); 0.5 if null
/// @param against  what is searched: `image`, the pixels, `text`, what is written about them, or `combined`,
///     the mean of both; `image` if null
/// @param filter   more filters, as in the search box
/// @param exclude  images that are not to be shown
/// @param sort     of the relevant results; by relevance if null
/// @param facets   whether to count what the relevant results have in common
/// @param limit    results in this answer, 1 to 200; 50 if null
/// @param cursor   where to go on; everything else but the limit is then ignored
/// @param weaker   only the images below the cut-off
/// @param personal what taste counts against relevance, 0 to 1; as the person has chosen if null
@RegisterForReflection
public record SearchRequest(
        @Size(max = 2000) String text,
        @Size(max = MOST_EXAMPLES) List<@NotNull @Valid Example> examples,
        @DecimalMin("0") @DecimalMax("1") Double balance,
        String against,
        @Size(max = 500) String filter,
        @Size(max = 1000) List<@NotNull UUID> exclude,
        Sort sort,
        boolean facets,
        @Min(1) @Max(200) Integer limit,
        String cursor,
        boolean weaker,
        @DecimalMin("0") @DecimalMax("1") Double personal) {

    public static final int MOST_EXAMPLES = 10;

    /// What is searched where nothing else is asked for. Chosen by measurement: docs/quality.md.
    public static final Kind AGAINST = Kind.IMAGE;

    private static final int DEFAULT_LIMIT = 50;
    private static final double EVEN = 0.5;

    public SearchRequest {
        text = Objects.requireNonNullElse(text, "");
        filter = Objects.requireNonNullElse(filter, "");
        examples = Objects.requireNonNullElse(examples, List.of());
        exclude = Objects.requireNonNullElse(exclude, List.of());
        balance = Objects.requireNonNullElse(balance, EVEN);
        sort = Objects.requireNonNullElse(sort, Sort.RELEVANCE);
        limit = Objects.requireNonNullElse(limit, DEFAULT_LIMIT);
    }

    /// Of a text, and nothing else.
    static SearchRequest of(String text) {
        return new SearchRequest(text, null, null, null, null, null, null, false, null, null, false, null);
    }

    Kind kind() {
        return kind(against);
    }

    /// @param against may be null
    /// @throws ProblemException 422 if it is no kind of vectors
    static Kind kind(String against) {
        return against == null
                ? AGAINST
                : Kind.find(against)
                        .orElseThrow(() -> new ProblemException(
                                422, "invalid-against", "\"against\" is image, text or combined."));
    }

    /// In which order relevant results come: the best, or the newest first.
    public enum Sort {
        @JsonProperty("relevance")
        RELEVANCE,
        @JsonProperty("date")
        DATE;

        /// As a parameter of an address.
        public static Sort fromString(String name) {
            return Sort.valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /// A picture to be like: exactly one of an image of the library, bytes, or an upload.
    ///
    /// @param id     of an image
    /// @param data   an encoded picture of at most 3 MB; base64 in JSON
    /// @param upload of a picture that was uploaded to search with
    /// @param crop   the part that matters, or null: all of it
    /// @param weight of this picture against the others and the text, -1 to 1, or null: 1; below 0, results are to
    ///     be unlike it
    @RegisterForReflection
    public record Example(
            UUID id,
            byte[] data,
            UUID upload,
            @Valid Crop crop,
            @DecimalMin("-1") @DecimalMax("1") Double weight) {

        public Example {
            weight = Objects.requireNonNullElse(weight, 1.0);
        }

        boolean isUnwanted() {
            return weight < 0;
        }
    }

    /// A part of a picture as displayed, in fractions of its sides.
    @RegisterForReflection
    public record Crop(double x, double y, double width, double height) {}
}
