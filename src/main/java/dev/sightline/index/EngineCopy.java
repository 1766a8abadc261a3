package dev.sightline.index;

import java.util.UUID;

/// What an engine that runs elsewhere holds of a generation.
///
/// @param name     of the index in the engine
/// @param serving  whether searches ask it, even while it is being filled once more
/// @param filledTo while it is being filled: images up to this one are in it, by id; null before the first
/// @param copied   how many entries were put into it while it was filled
/// @param applied  the number of the last change that it has
/// @param shown    the number of the last change that its reads show for certain
public record EngineCopy(
        long generation,
        String name,
        State state,
        boolean serving,
        UUID filledTo,
        long copied,
        long applied,
        long shown) {

    public enum State {
        /// Is being given all vectors.
        FILLING,
        /// Has all; is being compared with PostgreSQL.
        CHECKING,
        /// Serves searches, and is given what changes.
        FOLLOWING
    }
}
