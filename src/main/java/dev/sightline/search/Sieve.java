package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorIndex;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Finds the nearest that pass a filter which only the catalogue knows. An engine is told the few that pass; where many
/// do, which would take long to read, it is asked for more than are wanted, and those that pass are kept. Both give
/// the same, order included.
final class Sieve {

    /// So many of the nearest tell how many of them pass.
    private static final int SAMPLE = 200;

    /// If fewer than one in so many of the sample pass, all that pass are read.
    private static final int MANY = 4;

    /// How much more is asked for than the sample says, which is by chance.
    private static final double MARGIN = 1.2;

    private final VectorIndex engine;
    private final Catalogue catalogue;

    /// What the catalogue knows of the filter.
    interface Catalogue {

        /// All images that pass.
        Set<UUID> passing();

        /// Those of these images that pass.
        Set<UUID> passing(Collection<UUID> images);
    }

    Sieve(VectorIndex engine, Catalogue catalogue) {
        this.engine = engine;
        this.catalogue = catalogue;
    }

    /// @param held what the engine knows of the filter
    List<Hit> nearest(Vector direction, IndexFilter held, int k) {
        var sample = engine.nearest(direction, Kind.IMAGE, held, SAMPLE);
        int passing = passing(sample).size();
        return passing * MANY < sample.size()
                ? within(catalogue.passing(), direction, held, k)
                : among(direction, held, k, Math.max(k, (int) (MARGIN * k * sample.size() / Math.max(1, passing))));
    }

    /// @param first how many to ask for at first
    private List<Hit> among(Vector direction, IndexFilter held, int k, int first) {
        for (int asked = first; asked <= engine.capabilities().window() / 2; asked *= 2) {
            var nearest = engine.nearest(direction, Kind.IMAGE, held, asked);
            var passing = passing(nearest);
            if (passing.size() >= k || nearest.size() < asked) {
                return passing.stream().limit(k).toList();
            }
        }
        return within(catalogue.passing(), direction, held, k);
    }

    private List<Hit> passing(List<Hit> hits) {
        var passing = catalogue.passing(hits.stream().map(Hit::image).collect(Collectors.toSet()));
        return hits.stream().filter(hit -> passing.contains(hit.image())).toList();
    }

    private List<Hit> within(Set<UUID> images, Vector direction, IndexFilter held, int k) {
        var filter = new IndexFilter(held.collection(), held.mediaTypes(), held.from(), held.before(), images);
        return engine.nearest(direction, Kind.IMAGE, filter, k);
    }
}
