package dev.sightline.index;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// What an entry must be to be found.
///
/// @param mediaTypes one of these; empty: any
/// @param from       the earliest date, or null
/// @param before     the first date that is too late, or null
/// @param within     one of these images, or null: any
public record IndexFilter(long collection, Set<String> mediaTypes, Instant from, Instant before, Set<UUID> within) {

    public static IndexFilter collection(long collection) {
        return new IndexFilter(collection, Set.of(), null, null, null);
    }

    /// The same, for these images alone.
    public IndexFilter within(Set<UUID> images) {
        return new IndexFilter(collection, mediaTypes, from, before, images);
    }
}
