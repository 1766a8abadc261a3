package dev.sightline.index;

import dev.sightline.embedding.Vector;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Vectors of one space in an engine, and the nearest of them to a query. A disposable copy of what PostgreSQL holds.
///
/// Every method may throw [EngineException] and [MissingIndexException] where the engine runs elsewhere. Whatever was
/// interrupted can be done again without harm.
public interface VectorIndex {

    /// Adds entries; one of the same image, kind and ordinal is replaced. Of two such in one call the last stays.
    ///
    /// @throws IllegalArgumentException if a vector has another dimension, before any is added
    void put(Collection<IndexEntry> entries);

    /// Removes all entries of these images; those that are not there are no error.
    void remove(Collection<UUID> images);

    /// The `k` entries of greatest cosine that pass the filter, in [Hit#ORDER].
    ///
    /// @param filter with nothing but what is among the [Capabilities#filters]
    /// @param k      1 to [Capabilities#window]
    /// @throws IllegalArgumentException if the query has another dimension, or `k` or the filter is not as above
    List<Hit> nearest(Vector query, Kind kind, IndexFilter filter, int k);

    /// How many entries there are.
    long count();

    Capabilities capabilities();
}
