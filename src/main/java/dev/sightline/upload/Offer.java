package dev.sightline.upload;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HexFormat;

/// A file that somebody would like to upload.
///
/// @param size   in bytes
/// @param type   the media type that the client believes, may be empty
/// @param sha256 of its bytes in hexadecimal, or null: only a hint that saves the transfer of a duplicate
/// @param sidecar what was beside the file, or null
@RegisterForReflection
public record Offer(
        @NotBlank @Size(max = 1024) String name,
        @NotNull Long size,
        @Size(max = 255) String type,
        @Pattern(regexp = "[0-9a-fA-F]{64}") String sha256,
        @Valid OfferedSidecar sidecar) {

    /// @param text of an XMP packet or of a JSON file of Google Takeout; its content tells which
    @RegisterForReflection
    public record OfferedSidecar(@NotNull String text) {}

    byte[] hash() {
        return sha256 == null ? null : HexFormat.of().parseHex(sha256);
    }

    /// The name without the folders that some clients put before it.
    String fileName() {
        var bare = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        return bare.isEmpty() ? "unnamed" : bare;
    }
}
