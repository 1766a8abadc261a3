package dev.sightline.index;

import dev.sightline.index.Capabilities.Field;
import java.time.Instant;
import java.util.EnumSet;
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

    /// What it asks for.
    public Set<Field> fields() {
        var fields = EnumSet.of(Field.COLLECTION);
        if (!mediaTypes.isEmpty()) {
            fields.add(Field.MEDIA_TYPE);
        }
        if (from != null || before != null) {
            fields.add(Field.DATE);
        }
        if (within != null) {
            fields.add(Field.IMAGES);
        }
        return fields;
    }

    public boolean passes(IndexEntry entry) {
        return entry.collection() == collection
                && (mediaTypes.isEmpty() || mediaTypes.contains(entry.mediaType()))
                && (from == null || !entry.date().isBefore(from))
                && (before == null || entry.date().isBefore(before))
                && (within == null || within.contains(entry.image()));
    }
}
