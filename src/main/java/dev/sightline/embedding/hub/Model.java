package dev.sightline.embedding.hub;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;

/// A model that pictures and texts can be embedded with, and how far it is on this machine.
///
/// @param id        by which settings, API and command line call it
/// @param name      by which people call it
/// @param licence   under which it is published, or null
/// @param dimension of its vectors, or null if only its files say
/// @param languages of the texts it understands, or null
/// @param bytes     of all its files, or null if only the disk says
/// @param wanted    whether the settings ask for it
/// @param progress  while it is under way, else null
/// @param error     why it waits or has failed, else null
/// @param caveat    what a person must know before they trust it with their pictures, or null
/// @param service   that runs it, or null if it runs on this machine
/// @param price     US dollars that its service takes for a picture, or null if it costs nothing
@RegisterForReflection
public record Model(
        String id,
        String name,
        String licence,
        Integer dimension,
        String languages,
        Long bytes,
        boolean wanted,
        ModelState state,
        Progress progress,
        Failure error,
        String caveat,
        String service,
        Double price) {

    /// @param done      bytes that are here
    /// @param total     bytes of all files
    /// @param rate      bytes a second, lately
    /// @param remaining seconds at that rate, or null if it cannot be said
    @RegisterForReflection
    public record Progress(long done, long total, long rate, Long remaining) {

        public int percent() {
            return Math.toIntExact(100 * done / Math.max(1, total));
        }
    }

    /// @param code    in kebab-case, never changed once published
    /// @param reason  with what a person can do
    /// @param retryAt when it is tried again without being told to, or null
    @RegisterForReflection
    public record Failure(String code, String reason, Instant retryAt) {}

    @JsonIgnore
    public boolean isReady() {
        return state == ModelState.READY;
    }
}
