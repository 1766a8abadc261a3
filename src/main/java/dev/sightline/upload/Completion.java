package dev.sightline.upload;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;

/// @param image  what the upload becomes, or is a duplicate of; null for a picture that is only searched with
/// @param status `processing`, `duplicate` or `ready`
@RegisterForReflection
public record Completion(UUID image, String status) {}
