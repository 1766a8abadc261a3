package dev.sightline.library;

import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/// One kind of change to many images: favourite or not, tags, to the trash, or back.
///
/// @param images     each of them once
/// @param addTags    or null; may come together with `removeTags`
/// @param removeTags or null
/// @param trash      true or null
/// @param restore    true or null
@RegisterForReflection
public record BulkChange(
        @NotNull @Size(min = 1, max = 1000) List<@NotNull UUID> images,
        Boolean favourite,
        @Size(max = 100) List<@NotNull String> addTags,
        @Size(max = 100) List<@NotNull String> removeTags,
        Boolean trash,
        Boolean restore) {

    /// What is asked for, checked.
    sealed interface Kind {

        record Favour(boolean favourite) implements Kind {}

        record Tag(List<String> add, List<String> remove) implements Kind {}

        record Trash() implements Kind {}

        record Restore() implements Kind {}
    }

    /// @throws ProblemException 422 nothing or more than one thing is asked for
    Kind kind() {
        boolean tags = addTags != null || removeTags != null;
        int asked = (favourite != null ? 1 : 0) + (tags ? 1 : 0) + (trash != null ? 1 : 0) + (restore != null ? 1 : 0);
        if (asked != 1 || Boolean.FALSE.equals(trash) || Boolean.FALSE.equals(restore)) {
            throw invalid("Ask for one change: \"favourite\", \"addTags\" and \"removeTags\", \"trash\": true or "
                    + "\"restore\": true.");
        }
        if (tags) {
            return tagging();
        }
        if (favourite != null) {
            return new Kind.Favour(favourite);
        }
        return trash != null ? new Kind.Trash() : new Kind.Restore();
    }

    private Kind.Tag tagging() {
        try {
            var add = Tags.normalised(addTags == null ? List.of() : addTags);
            var remove = Tags.normalised(removeTags == null ? List.of() : removeTags);
            if (add.isEmpty() && remove.isEmpty() || add.stream().anyMatch(remove::contains)) {
                throw invalid("Name at least one tag, and none that is to be added and removed.");
            }
            return new Kind.Tag(add, remove);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private static ProblemException invalid(String words) {
        return new ProblemException(422, "invalid-change", words);
    }
}
