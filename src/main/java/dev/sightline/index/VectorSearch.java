package dev.sightline.index;

import dev.sightline.embedding.Vector;
import dev.sightline.index.VectorRepository.Calibrated;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The vectors of a generation as a search sees them: with everything that was committed before, whatever engine serves
/// them.
public interface VectorSearch {

    /// The `k` entries of greatest cosine that pass the filter, or as many as the engine has at once.
    ///
    /// @throws EngineException if the engine does not answer
    Nearest nearest(Vector query, Kind kind, IndexFilter filter, int k);

    /// Vectors and levels of all entries of this kind, of each of these images that has any, by their ordinals.
    Map<UUID, List<Calibrated>> vectors(Collection<UUID> images, Kind kind);
}
