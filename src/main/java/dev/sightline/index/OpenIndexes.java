package dev.sightline.index;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The indexes in engines that run elsewhere, as this process has opened them: what they are like is asked once.
@ApplicationScoped
class OpenIndexes {

    private final Engines engines;
    private final Map<String, VectorIndex> open = new ConcurrentHashMap<>();

    OpenIndexes(Engines engines) {
        this.engines = engines;
    }

    /// @throws MissingIndexException if it is not there
    VectorIndex of(Generation generation, EngineCopy copy) {
        return open.computeIfAbsent(
                copy.name(), name -> engines.of(generation.engine()).open(name, generation.dimension()));
    }

    /// Makes the index of a copy, unless it is there.
    VectorIndex make(Generation generation, EngineCopy copy) {
        var made = engines.of(generation.engine()).create(copy.name(), generation.dimension());
        open.put(copy.name(), made);
        return made;
    }

    void forget(String name) {
        open.remove(name);
    }
}
