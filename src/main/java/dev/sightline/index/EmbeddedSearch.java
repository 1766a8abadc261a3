package dev.sightline.index;

import dev.sightline.embedding.Vector;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.index.embedded.EmbeddedIndex;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A generation in the engine of this process, as a search sees it.
public record EmbeddedSearch(EmbeddedIndex index) implements VectorSearch {

    @Override
    public Nearest nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        var hits = index.nearest(query, kind, filter, k);
        return new Nearest(hits, hits.size() == k);
    }

    @Override
    public Map<UUID, List<Calibrated>> vectors(Collection<UUID> images, Kind kind) {
        return index.vectors(images, kind);
    }
}
