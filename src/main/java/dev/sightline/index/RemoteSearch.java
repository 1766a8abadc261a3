package dev.sightline.index;

import dev.sightline.aws.AwsException;
import dev.sightline.aws.CircuitBreaker;
import dev.sightline.embedding.Vector;
import dev.sightline.index.EngineCopy.State;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.index.VectorRepository.Found;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// A generation in an engine that runs elsewhere, as a search sees it: never behind the catalogue, however far
/// behind the engine is. What the engine may not show yet is compared here, with vectors from PostgreSQL, and its
/// answers about these images do not count.
final class RemoteSearch implements VectorSearch {

    private static final Logger LOG = Logger.getLogger(RemoteSearch.class);

    /// So many images are compared here rather than looked for among the nearest: reading them takes some megabytes.
    private static final int FEW = 5000;

    /// Steps that a search takes at most where nobody has begun to fill the engine: enough for an empty library.
    private static final int STEPS = 4;

    private final Generation generation;
    private final Jdbi jdbi;
    private final VectorRepository vectors;
    private final EngineFeed feed;
    private final OpenIndexes indexes;
    private final CircuitBreaker breaker;

    RemoteSearch(
            Generation generation,
            Jdbi jdbi,
            VectorRepository vectors,
            EngineFeed feed,
            OpenIndexes indexes,
            CircuitBreaker breaker) {
        this.generation = generation;
        this.jdbi = jdbi;
        this.vectors = vectors;
        this.feed = feed;
        this.indexes = indexes;
        this.breaker = breaker;
    }

    /// The engine, and the images about which it may be wrong.
    private record View(VectorIndex index, Set<UUID> unseen) {}

    @Override
    public Nearest nearest(Vector query, Kind kind, IndexFilter filter, int k) {
        var within = filter.within();
        if (within != null && within.size() <= FEW) {
            var hits = compared(query, kind, filter, within);
            return new Nearest(hits.stream().limit(k).toList(), hits.size() > k);
        }
        return asked(query, kind, filter, k);
    }

    @Override
    public Map<UUID, List<Calibrated>> vectors(Collection<UUID> images, Kind kind) {
        return vectors.entries(generation.spaceId(), images).stream()
                .filter(entry -> entry.kind() == kind)
                .sorted(Comparator.comparingInt(IndexEntry::ordinal))
                .collect(Collectors.groupingBy(
                        IndexEntry::image,
                        Collectors.mapping(
                                entry -> new Calibrated(entry.vector(), entry.level()), Collectors.toList())));
    }

    private Nearest asked(Vector query, Kind kind, IndexFilter filter, int k) {
        var copy = following();
        if (copy.isEmpty()) {
            return compared(query, kind, filter, k, this::filling);
        }
        try {
            return asked(view(copy.get()), query, kind, filter, k);
        } catch (MissingIndexException _) {
            feed.lost(generation, copy.get());
            return compared(query, kind, filter, k, this::filling);
        } catch (EngineException e) {
            if (!e.isPassing()) {
                throw e;
            }
            return compared(query, kind, filter, k, () -> e);
        }
    }

    /// All that there is, while the engine is not ready to be asked or does not answer: a library that is not small
    /// waits for it.
    ///
    /// @param otherwise why it has to wait
    private Nearest compared(Vector query, Kind kind, IndexFilter filter, int k, Supplier<EngineException> otherwise) {
        var all = jdbi.withHandle(
                handle -> VectorRepository.imagesAfter(handle, generation.spaceId(), EngineFeed.NONE, FEW + 1));
        if (all.size() > FEW) {
            throw otherwise.get();
        }
        var hits = compared(query, kind, filter, all);
        return new Nearest(hits.stream().limit(k).toList(), hits.size() > k);
    }

    private Nearest asked(View view, Vector query, Kind kind, IndexFilter filter, int k) {
        int window = view.index().capabilities().window();
        int wanted = filter.within() == null
                ? (int) Math.min(window, (long) k + view.unseen().size())
                : window;
        var found = answered(() -> view.index().nearest(query, kind, filter.within(null), wanted));
        var hits = Stream.concat(
                        levelled(
                                kind,
                                found.stream()
                                        .filter(hit -> !view.unseen().contains(hit.image()))
                                        .filter(hit -> filter.within() == null
                                                || filter.within().contains(hit.image()))
                                        .toList()),
                        compared(query, kind, filter, view.unseen()).stream())
                .sorted(Hit.ORDER)
                .toList();
        return new Nearest(hits.stream().limit(k).toList(), hits.size() > k || found.size() == wanted);
    }

    /// Those of the engine's hits that are there, with their levels.
    private Stream<Hit> levelled(Kind kind, List<Hit> hits) {
        var levels = vectors.levels(
                generation.spaceId(), kind, hits.stream().map(Hit::image).toList());
        return hits.stream()
                .filter(hit -> levels.containsKey(new Found(hit.image(), hit.ordinal())))
                .map(hit -> new Hit(
                        hit.image(), hit.ordinal(), hit.cosine(), levels.get(new Found(hit.image(), hit.ordinal()))));
    }

    /// What comparing the query with these images gives, in order.
    private List<Hit> compared(Vector query, Kind kind, IndexFilter filter, Collection<UUID> images) {
        return images.isEmpty()
                ? List.of()
                : vectors.entries(generation.spaceId(), images).stream()
                        .filter(entry -> entry.kind() == kind && filter.passes(entry))
                        .map(entry ->
                                new Hit(entry.image(), entry.ordinal(), query.cosine(entry.vector()), entry.level()))
                        .sorted(Hit.ORDER)
                        .toList();
    }

    private List<Hit> answered(Supplier<List<Hit>> call) {
        try {
            return breaker.ask(call);
        } catch (AwsException e) {
            throw EngineException.away(
                    "%s does not answer, and is asked again in a few seconds."
                            .formatted(generation.engine().words()),
                    e);
        }
    }

    private View view(EngineCopy copy) {
        var index = indexes.of(generation, copy);
        var delay = index.capabilities().delay();
        return jdbi.withHandle(handle -> {
            var now = EngineCopies.find(handle, generation.id(), delay).orElse(copy);
            var changes = VectorRepository.changesAfter(handle, now.shown(), Integer.MAX_VALUE);
            return new View(index, changes.stream().map(Change::image).collect(Collectors.toSet()));
        });
    }

    /// The copy, which is given a few changes on the way; many are left to the queue. Empty as long as the engine has
    /// not shown everything once.
    private Optional<EngineCopy> following() {
        var found = find().filter(EngineCopy::serving);
        if (found.isEmpty()) {
            return begun();
        }
        var copy = found.get();
        long outstanding = jdbi.withHandle(EngineFeed::last) - copy.applied();
        if (copy.state() == State.FOLLOWING && outstanding > 0 && outstanding <= EngineFeed.BATCH) {
            try {
                breaker.ask(() -> feed.step(generation));
            } catch (EngineException | AwsException e) {
                LOG.debugf(e, "The changes of generation %d wait", generation.id());
            }
        }
        return found;
    }

    private Optional<EngineCopy> begun() {
        for (int i = 0; i < STEPS; i++) {
            var step = feed.step(generation);
            var copy = find();
            if (copy.filter(EngineCopy::serving).isPresent()) {
                return copy;
            }
            if (step != EngineFeed.Step.MORE
                    || copy.filter(there -> there.copied() == 0).isEmpty()) {
                break;
            }
        }
        return Optional.empty();
    }

    private EngineException filling() {
        long copied = find().map(EngineCopy::copied).orElse(0L);
        return EngineException.away(
                "%s is being given the vectors of the library: %,d so far."
                        .formatted(generation.engine().words(), copied),
                null);
    }

    private Optional<EngineCopy> find() {
        return jdbi.withHandle(handle -> EngineCopies.find(handle, generation.id(), Duration.ZERO));
    }
}
