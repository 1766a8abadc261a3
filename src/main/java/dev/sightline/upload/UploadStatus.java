package dev.sightline.upload;

import dev.sightline.library.Image.Failure;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// How far an upload is.
///
/// @param status `open` (nothing was completed), `processing`, `ready`, `trashed`, `duplicate`, `failed`, `expired`,
///               `cancelled`, `gone` (the image was deleted since) or `unknown`
/// @param image  what it became, or is a duplicate of; null where there is none
/// @param error  why it failed, else null
@RegisterForReflection
public record UploadStatus(UUID id, String status, UUID image, Failure error) {

    static UploadStatus unknown(UUID id) {
        return new UploadStatus(id, "unknown", null, null);
    }
}
