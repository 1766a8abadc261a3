package dev.sightline.index;

import dev.sightline.embedding.Vector;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Vectors of one space, and the nearest of them to a query. A disposable copy of what PostgreSQL holds.
public interface VectorIndex {

    /// Adds entries; one of the same image, kind and ordinal is replaced.
    void put(Collection<IndexEntry> entries);

    /// Removes all entries of these images; those that are not there are no error.
    void remove(Collection<UUID> images);

    /// The `k` entries of greatest cosine that pass the filter, greatest first, ties by image and ordinal.
    List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k);

    /// Vector and level of the entry with ordinal 0 of each of these images that has one of this kind.
    Map<UUID, Calibrated> vectors(Collection<UUID> images, Kind kind);

    /// All images of which there is an entry.
    Set<UUID> images();

    /// Those of these entries' images of which an entry is missing or not as given.
    Set<UUID> differing(Collection<IndexEntry> entries);

    Capabilities capabilities();
}
