package dev.sightline.embedding.remote;

import dev.sightline.embedding.Purpose;

/// Who waits for an answer.
public enum Haste {
    /// Somebody who searches.
    SEARCH,
    /// Work that has time.
    WORK;

    /// What a search asks at once is a text, or a few looks of one picture.
    private static final int MOST_OF_SEARCH = 3;

    /// @param count of what is embedded together
    public static Haste of(Purpose purpose, int count) {
        return purpose != Purpose.INDEX && count <= MOST_OF_SEARCH ? SEARCH : WORK;
    }
}
