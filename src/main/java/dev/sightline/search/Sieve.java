package dev.sightline.search;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.Nearest;
import dev.sightline.index.VectorSearch;
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

    private final VectorSearch engine;
    private final Kind kind;
    private final Catalogue catalogue;

    /// What the catalogue knows of the filter.
    interface Catalogue {

        /// All images that pass.
        Set<UUID> passing();

        /// Those of these images that pass.
        Set<UUID> passing(Collection<UUID> images);
    }

    Sieve(VectorSearch engine, Kind kind, Catalogue catalogue) {
        this.engine = engine;
        this.kind = kind;
        this.catalogue = catalogue;
    }

    /// @param held what the engine knows of the filter
    Nearest nearest(Vector direction, IndexFilter held, int k) {
        var sample = engine.nearest(direction, kind, held, SAMPLE);
        int passing = passing(sample).size();
        int looked = sample.hits().size();
        return passing * MANY < looked
                ? within(catalogue.passing(), direction, held, k)
                : among(direction, held, k, Math.max(k, (int) (MARGIN * k * looked / Math.max(1, passing))));
    }

    /// @param first how many to ask for at first
    private Nearest among(Vector direction, IndexFilter held, int k, int first) {
        for (int asked = first; asked <= Integer.MAX_VALUE / 2; asked *= 2) {
            var nearest = engine.nearest(direction, kind, held, asked);
            var passing = passing(nearest);
            if (passing.size() >= k || !nearest.more()) {
                return new Nearest(passing.stream().limit(k).toList(), passing.size() >= k);
            }
            if (nearest.hits().size() < asked) {
                // The engine gives no more at once.
                break;
            }
        }
        return within(catalogue.passing(), direction, held, k);
    }

    private List<Hit> passing(Nearest nearest) {
        var passing = catalogue.passing(nearest.hits().stream().map(Hit::image).collect(Collectors.toSet()));
        return nearest.hits().stream()
                .filter(hit -> passing.contains(hit.image()))
                .toList();
    }

    private Nearest within(Set<UUID> images, Vector direction, IndexFilter held, int k) {
        return engine.nearest(direction, kind, held.within(images), k);
    }
}
