package dev.sightline.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.picture.Exposure;
import dev.sightline.picture.Sequence;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/// An image of the library, as the API shows it and pages draw it.
///
/// @param name        of the file as it was uploaded
/// @param tags        all of them, whoever gave them
/// @param machine     what machines say of it
/// @param type        the media type of its content
/// @param size        bytes of the original
/// @param width       pixels as displayed, after orientation; null until it was decoded
/// @param height      see `width`
/// @param takenAt     null where the picture does not say; in UTC where it does not name an offset
/// @param camera      as people call it, or null
/// @param lens        or null
/// @param exposure    how it was exposed, or null
/// @param rating      0 to 5 stars, -1 for rejected, or null
/// @param error       why it failed, or null
/// @param style       the name of the style that it has, or null where it is in none
/// @param colours     up to five dominant ones, `#rrggbb`, the largest share first
/// @param placeholder a BlurHash, or null
/// @param sequence    whether the file has more frames or pages than the first, which is shown
/// @param thumbnail2x whether there is a thumbnail for dense displays
/// @param offsetKnown whether `takenAt` is by the camera's clock
/// @param placed      whether it is known where it was taken; the place itself is only in the answer that asks for it
/// @param version     grows with every change of title, description or tags
@RegisterForReflection
public record Image(
        UUID id,
        String name,
        String title,
        String description,
        List<String> tags,
        Machine machine,
        String type,
        long size,
        Integer width,
        Integer height,
        OffsetDateTime takenAt,
        String camera,
        String lens,
        Exposure exposure,
        Integer rating,
        Instant uploadedAt,
        Status status,
        Failure error,
        String style,
        boolean favourite,
        List<String> colours,
        String placeholder,
        @JsonIgnore Sequence sequence,
        @JsonIgnore boolean thumbnail2x,
        @JsonIgnore boolean offsetKnown,
        @JsonIgnore boolean placed,
        @JsonIgnore int version,
        @JsonIgnore Instant date,
        @JsonIgnore String objectKey) {

    public enum Status {
        @JsonProperty("processing")
        PROCESSING,
        @JsonProperty("ready")
        READY,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("trashed")
        TRASHED
    }

    /// Why an image is not in the library, in words that say what to do.
    @RegisterForReflection
    public record Failure(String code, String reason) {}

    /// What machines say of an image. A person may know better.
    ///
    /// @param title       or null
    /// @param description or null
    /// @param tags        those of its tags that a machine has given
    @RegisterForReflection
    public record Machine(String title, String description, List<MachineTag> tags) {

        /// How sure a machine is that has given the tag, or null where none has.
        String says(String tag) {
            return tags.stream()
                    .filter(given -> given.name().equals(tag))
                    .findFirst()
                    .map(MachineTag::words)
                    .orElse(null);
        }
    }

    /// Where its bytes are; they redirect to the storage.
    @RegisterForReflection
    public record Links(String self, String original, String preview, String thumbnail) {}

    @JsonProperty("links")
    public Links links() {
        var self = "/api/images/" + id;
        return new Links(self, self + "/original", self + "/preview", self + "/thumbnail");
    }

    /// Whether it is an animation, of which the first frame is shown.
    @JsonProperty("animated")
    public boolean animated() {
        return sequence == Sequence.ANIMATION;
    }

    /// Whether it is a document of several pages, of which the first is shown.
    @JsonProperty("pages")
    public boolean pages() {
        return sequence == Sequence.PAGES;
    }

    /// What people call it: its title, or what it is called otherwise.
    @JsonIgnore
    public String caption() {
        return title == null ? otherwise() : title;
    }

    /// What it is called where nobody gave it a title: what a machine calls it, or the name of its file.
    @JsonIgnore
    String otherwise() {
        return machine.title() == null ? name : machine.title();
    }
}
