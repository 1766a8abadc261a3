package dev.sightline.status;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// How much the library takes, in bytes and files.
///
/// @param originals  all files that were added, those in the trash too
/// @param types      the same by media type, the largest first
/// @param trash      of them, those in the trash
/// @param renditions the smaller copies that pages show, as far as they were counted
/// @param database   bytes of the database with all vectors
/// @param trouble    why the object storage did not do what it was asked last; empty if it did
@RegisterForReflection
public record Storage(
        Amount originals, List<OfType> types, Amount trash, Amount renditions, long database, String trouble) {

    @RegisterForReflection
    public record Amount(long count, long bytes) {

        static final Amount NOTHING = new Amount(0, 0);

        Amount plus(Amount other) {
            return new Amount(count + other.count, bytes + other.bytes);
        }
    }

    @RegisterForReflection
    public record OfType(String type, long count, long bytes) {}
}
