package dev.sightline.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.library.Image.Failure;
import dev.sightline.storage.PresignedPost;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/// The answer to one offered file.
///
/// @param id     to complete the upload with; null unless it is ready
/// @param reason why it is refused, else null
/// @param image  the image that it is a duplicate of, else null
/// @param url    where the form of `fields` and the file goes; null unless it is ready
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slot(UUID id, Status status, Failure reason, UUID image, URI url, Map<String, String> fields) {

    public enum Status {
        @JsonProperty("ready")
        READY,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("refused")
        REFUSED
    }

    static Slot ready(UUID id, PresignedPost post) {
        return new Slot(id, Status.READY, null, null, post.url(), post.fields());
    }

    static Slot duplicate(UUID image) {
        return new Slot(null, Status.DUPLICATE, null, image, null, null);
    }

    static Slot refused(String code, String reason) {
        return new Slot(null, Status.REFUSED, new Failure(code, reason), null, null, null);
    }
}
