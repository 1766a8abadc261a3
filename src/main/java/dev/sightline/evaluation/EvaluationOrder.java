package dev.sightline.evaluation;

import dev.sightline.search.Method;
import dev.sightline.search.SearchRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// What is to be evaluated.
///
/// @param labels  what the label set is called
/// @param set     whose pictures are searched, or null: those of the library
/// @param method  `hybrid` if it is left out
/// @param against `image`, `text` or `combined`; as searches do if it is left out
/// @param queries null for what people searched the library for and then did
/// @param model   the id of the model whose generation is asked, or null: the one that searches use
@RegisterForReflection
record EvaluationOrder(
        @NotBlank @Size(max = 200) String labels,
        @Size(max = 200) String set,
        Method method,

        @Pattern(regexp = "image|text|combined", message = "is image, text or combined")
        String against,

        @Size(min = 1, max = 20_000) List<@NotNull @Valid AskedQuery> queries,
        @Size(max = 200) String model) {

    EvaluationOrder {
        method = Objects.requireNonNullElse(method, Method.HYBRID);
        against = Objects.requireNonNullElse(against, SearchRequest.AGAINST.code());
    }

    /// @param text     as it is written in the search box
    /// @param relevant empty where nothing should be found
    @RegisterForReflection
    record AskedQuery(
            @NotBlank @Size(max = 2000) String text,
            @NotNull @Size(max = 20_000) List<@NotNull @Valid Relevant> relevant) {}

    /// @param grade how relevant it is, from 1
    @RegisterForReflection
    record Relevant(
            @NotNull UUID image, @NotNull @Min(1) @Max(100) Integer grade) {}
}
