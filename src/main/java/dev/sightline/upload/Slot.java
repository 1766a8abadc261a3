package dev.sightline.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.library.Image.Failure;
import dev.sightline.picture.SidecarException;
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
/// @param sidecar why what was beside the file is left out, else null
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Slot(
        UUID id, Status status, Failure reason, UUID image, URI url, Map<String, String> fields, Failure sidecar) {

    public enum Status {
        @JsonProperty("ready")
        READY,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("refused")
        REFUSED
    }

    static Slot ready(UUID id, PresignedPost post) {
        return new Slot(id, Status.READY, null, null, post.url(), post.fields(), null);
    }

    static Slot duplicate(UUID image) {
        return new Slot(null, Status.DUPLICATE, null, image, null, null, null);
    }

    static Slot refused(String code, String reason) {
        return new Slot(null, Status.REFUSED, new Failure(code, reason), null, null, null, null);
    }

    Slot without(SidecarException refused) {
        return new Slot(id, status, reason, image, url, fields, new Failure(refused.code(), refused.getMessage()));
    }
}
