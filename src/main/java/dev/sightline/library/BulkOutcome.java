package dev.sightline.library;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.UUID;

/// What a bulk change did to each image, in the order asked for.
///
/// @param changed how many are not as they were
/// @param failed  how many could not be changed
@RegisterForReflection
public record BulkOutcome(List<One> outcomes, long changed, long failed) {

    /// @param changed     false where it was like that before, or failed
    /// @param addedTags   that it did not have; null where the change is not one of tags
    /// @param removedTags that it had; see `addedTags`
    /// @param error       why it could not be changed, or null
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record One(
            UUID image, boolean changed, List<String> addedTags, List<String> removedTags, Image.Failure error) {

        public static One of(UUID image, boolean changed) {
            return new One(image, changed, null, null, null);
        }

        static One tagged(UUID image, List<String> added, List<String> removed) {
            return new One(image, !added.isEmpty() || !removed.isEmpty(), added, removed, null);
        }

        public static One failed(UUID image, String code, String reason) {
            return new One(image, false, null, null, new Image.Failure(code, reason));
        }

        public static One missing(UUID image) {
            return failed(image, "image-not-found", "There is no image %s. It may have been deleted.".formatted(image));
        }
    }

    public static BulkOutcome of(List<One> outcomes) {
        return new BulkOutcome(
                outcomes,
                outcomes.stream().filter(One::changed).count(),
                outcomes.stream().filter(outcome -> outcome.error() != null).count());
    }
}
