package dev.sightline.index;

import dev.sightline.index.EngineCopy.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Gives engines that run elsewhere what PostgreSQL has: first all vectors of a generation, then what changes.
/// One batch is a transaction that holds the row of the copy, so one instance at a time writes, and whoever is
/// killed leaves a batch that is written again.
@ApplicationScoped
class EngineFeed {

    private static final Logger LOG = Logger.getLogger(EngineFeed.class);

    /// Images of a batch, or changes.
    static final int BATCH = 500;

    /// So many entries are looked for after all were written, and so many of them are to be found at least: an engine
    /// that is not exact may miss some.
    private static final int SAMPLE = 50;

    private static final int FOUND = 45;
    private static final int AMONG = 10;

    /// Below this the entry that was found is not the one that was looked for.
    private static final double SAME = 0.999;

    /// Before the first, by id.
    static final UUID NONE = new UUID(0, 0);

    /// How a batch ended.
    enum Step {
        /// There may be more to do.
        MORE,
        /// The engine will show what it was given in a moment.
        WAIT,
        /// Another instance is at it.
        BUSY,
        /// Nothing is left to do.
        LEVEL
    }

    private final Jdbi jdbi;
    private final OpenIndexes indexes;

    EngineFeed(Jdbi jdbi, OpenIndexes indexes) {
        this.jdbi = jdbi;
        this.indexes = indexes;
    }

    /// One batch of whatever is to be done next.
    ///
    /// @throws EngineException if the engine does not answer, or does not hold what it was given
    Step step(Generation generation) {
        return jdbi.inTransaction(handle -> {
            var copy = EngineCopies.lock(handle, generation);
            if (copy.isEmpty()) {
                return Step.BUSY;
            }
            try {
                return switch (copy.get().state()) {
                    case FILLING -> fill(handle, generation, copy.get());
                    case CHECKING -> check(handle, generation, copy.get());
                    case FOLLOWING -> follow(handle, generation, copy.get());
                };
            } catch (MissingIndexException e) {
                LOG.warnf("%s Generation %d is copied anew.", e.getMessage(), generation.id());
                return restart(handle, generation, copy.get());
            }
        });
    }

    /// Compares what the engine holds with PostgreSQL, and has it filled once more where something is missing. What it
    /// holds
    /// too much does no harm: no search shows what PostgreSQL does not know.
    ///
    /// @return what differs, as a sentence; empty if nothing, or if the copy is being filled or written
    String audit(Generation generation) {
        return jdbi.inTransaction(handle -> {
            var copy = EngineCopies.lock(handle, generation)
                    .filter(row -> row.state() != State.FILLING)
                    .orElse(null);
            if (copy == null || !isLevel(handle, generation, copy)) {
                return "";
            }
            var differing = differing(handle, generation, indexes.of(generation, copy));
            if (!differing.isEmpty()) {
                EngineCopies.refill(handle, generation.id());
            }
            return differing;
        });
    }

    /// Begins anew, because the engine has no index of this name any more.
    void lost(Generation generation, EngineCopy lost) {
        jdbi.useTransaction(handle -> EngineCopies.lock(handle, generation)
                .filter(copy -> copy.name().equals(lost.name()))
                .ifPresent(copy -> restart(handle, generation, copy)));
    }

    private Step restart(Handle handle, Generation generation, EngineCopy copy) {
        indexes.forget(copy.name());
        EngineCopies.restart(handle, generation);
        return Step.MORE;
    }

    private Step fill(Handle handle, Generation generation, EngineCopy copy) {
        var after = copy.filledTo() == null ? NONE : copy.filledTo();
        var index = copy.filledTo() == null ? indexes.make(generation, copy) : indexes.of(generation, copy);
        var images = VectorRepository.imagesAfter(handle, generation.spaceId(), after, BATCH);
        if (images.isEmpty()) {
            EngineCopies.enter(handle, generation.id(), State.CHECKING);
            return Step.MORE;
        }
        var entries = VectorRepository.entries(handle, generation.spaceId(), images);
        index.put(entries);
        long there = entries.stream().map(IndexEntry::image).distinct().count();
        EngineCopies.filled(handle, generation.id(), images.getLast(), there);
        return Step.MORE;
    }

    private Step check(Handle handle, Generation generation, EngineCopy copy) {
        var index = indexes.of(generation, copy);
        var step = follow(handle, generation, copy);
        if (step != Step.LEVEL) {
            return step;
        }
        if (!isLevel(handle, generation, copy)) {
            return Step.WAIT;
        }
        var differing = differing(handle, generation, index);
        if (!differing.isEmpty()) {
            throw EngineException.refused(differing);
        }
        EngineCopies.enter(handle, generation.id(), State.FOLLOWING);
        LOG.infof("%s has all vectors of generation %d", generation.engine().words(), generation.id());
        return Step.LEVEL;
    }

    private Step follow(Handle handle, Generation generation, EngineCopy copy) {
        var index = indexes.of(generation, copy);
        var changes = VectorRepository.changesAfter(handle, copy.applied(), BATCH);
        if (isGap(handle, copy, changes)) {
            LOG.infof("The changes that generation %d lacks are no longer kept: it is copied anew", generation.id());
            return restart(handle, generation, copy);
        }
        if (changes.isEmpty()) {
            return Step.LEVEL;
        }
        apply(handle, generation, index, changes);
        EngineCopies.applied(
                handle,
                generation.id(),
                changes.getLast().sequence(),
                index.capabilities().delay());
        return Step.MORE;
    }

    /// An image that lost some of its entries is removed first; while the engine may not show the others, they are
    /// compared here.
    private static void apply(Handle handle, Generation generation, VectorIndex index, List<Change> changes) {
        var images = changes.stream().map(Change::image).collect(Collectors.toSet());
        var fewer = changes.stream().filter(Change::fewer).map(Change::image).collect(Collectors.toSet());
        var entries = VectorRepository.entries(handle, generation.spaceId(), images);
        var there = entries.stream().map(IndexEntry::image).collect(Collectors.toSet());
        var gone = images.stream()
                .filter(image -> fewer.contains(image) || !there.contains(image))
                .toList();
        if (!gone.isEmpty()) {
            index.remove(gone);
        }
        if (!entries.isEmpty()) {
            index.put(entries);
        }
    }

    /// Numbers have no gaps; an older state of the database has fewer of them.
    private static boolean isGap(Handle handle, EngineCopy copy, List<Change> changes) {
        return changes.isEmpty()
                ? last(handle) != copy.applied()
                : changes.getFirst().sequence() != copy.applied() + 1;
    }

    static long last(Handle handle) {
        return handle.createQuery("select last from change_sequence")
                .mapTo(long.class)
                .one();
    }

    /// Whether the engine has, and shows, all that there is at this moment.
    private boolean isLevel(Handle handle, Generation generation, EngineCopy copy) {
        var delay = indexes.of(generation, copy).capabilities().delay();
        return last(handle) == copy.applied() && EngineCopies.isShown(handle, generation.id(), delay);
    }

    private static String differing(Handle handle, Generation generation, VectorIndex index) {
        long wanted = VectorRepository.count(handle, generation.spaceId());
        long held = index.count();
        if (held < wanted) {
            return "%s holds %,d vectors of %,d.".formatted(generation.engine().words(), held, wanted);
        }
        var images = VectorRepository.sample(handle, generation.spaceId(), SAMPLE);
        var asked = VectorRepository.entries(handle, generation.spaceId(), images);
        long found = found(index, asked);
        return found * SAMPLE < (long) FOUND * asked.size()
                ? "%s finds only %d of %d vectors that it was asked for."
                        .formatted(generation.engine().words(), found, asked.size())
                : "";
    }

    private static long found(VectorIndex index, Collection<IndexEntry> entries) {
        return entries.stream()
                .filter(
                        entry -> index
                                .nearest(
                                        entry.vector(), entry.kind(), IndexFilter.collection(entry.collection()), AMONG)
                                .stream()
                                .anyMatch(hit -> hit.cosine() > SAME))
                .count();
    }
}
