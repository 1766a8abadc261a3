package dev.sightline.index;

import dev.sightline.aws.CircuitBreaker;
import dev.sightline.index.EngineFeed.Step;
import dev.sightline.index.LiveIndex.Difference;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// The vectors of each generation, whatever engine serves it.
@ApplicationScoped
public class Indexes {

    private static final Logger LOG = Logger.getLogger(Indexes.class);

    /// After so many failures in a row an engine is not asked for a while, so that nobody waits for it in vain.
    private static final int FAILURES = 2;

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Jdbi jdbi;
    private final LiveIndex embedded;
    private final VectorRepository vectors;
    private final Engines engines;
    private final EngineFeed feed;
    private final EngineCopies copies;
    private final OpenIndexes open;
    private final Map<Engine, CircuitBreaker> breakers = new EnumMap<>(Engine.class);

    Indexes(
            Jdbi jdbi,
            LiveIndex embedded,
            VectorRepository vectors,
            Engines engines,
            EngineFeed feed,
            EngineCopies copies,
            OpenIndexes open) {
        this.jdbi = jdbi;
        this.embedded = embedded;
        this.vectors = vectors;
        this.engines = engines;
        this.feed = feed;
        this.copies = copies;
        this.open = open;
        for (var engine : Engine.values()) {
            breakers.put(engine, new CircuitBreaker(FAILURES, PAUSE, InstantSource.system(), Indexes::isAway));
        }
    }

    /// A refusal is an answer.
    private static boolean isAway(RuntimeException e) {
        return e instanceof EngineException engine && engine.isPassing();
    }

    /// With everything that was committed before the first question.
    public VectorSearch of(Generation generation) {
        return generation.engine().isRemote()
                ? new RemoteSearch(generation, jdbi, vectors, feed, open, breakers.get(generation.engine()))
                : new EmbeddedSearch(embedded.of(generation));
    }

    /// How far an engine is with what it is to hold.
    public enum Progress {
        /// There is more to be done at once.
        MORE,
        /// Somebody else is at it, or the engine has to show first what it was given.
        LATER,
        /// It has everything.
        COMPLETE
    }

    /// Gives an engine that runs elsewhere what it lacks. The embedded engine sees to that itself.
    ///
    /// @throws EngineException if the engine does not answer, or does not hold what it was given
    public Progress follow(Generation generation, Instant until) {
        if (!generation.engine().isRemote()) {
            return Progress.COMPLETE;
        }
        Step step;
        do {
            step = feed.step(generation);
        } while (step == Step.MORE && Instant.now().isBefore(until));
        return switch (step) {
            case MORE -> Progress.MORE;
            case WAIT, BUSY -> Progress.LATER;
            case LEVEL -> Progress.COMPLETE;
        };
    }

    /// Tells an engine that searches use this generation from now on.
    public void serve(Generation generation) {
        if (generation.engine().isRemote()) {
            copies.find(generation.id())
                    .ifPresent(copy -> engines.of(generation.engine()).serve(copy.name()));
        }
    }

    /// Gives back the memory and files of all generations but these, and what engines hold of those that were dropped.
    public void retain(Set<Long> generations) {
        embedded.retain(generations);
        for (var leftover : copies.leftovers()) {
            try {
                engines.of(leftover.engine()).drop(leftover.name());
                copies.forget(leftover);
            } catch (EngineException e) {
                LOG.warnf("The index %s is deleted later: %s", leftover.name(), e.getMessage());
            }
        }
    }

    /// What the copy of a generation in this process holds otherwise than PostgreSQL does, after it has been put right.
    public List<Difference> repair(Generation generation) {
        return generation.engine().isRemote() ? List.of() : embedded.repair(generation);
    }

    /// What an engine that runs elsewhere holds otherwise, as a sentence; it is being filled anew then. Empty if
    /// nothing.
    public String audit(Generation generation) {
        return generation.engine().isRemote() ? feed.audit(generation) : "";
    }
}
