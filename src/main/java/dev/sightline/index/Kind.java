package dev.sightline.index;

import java.util.Locale;

/// What a vector was made from: the pixels, the words, or the mean of both.
public enum Kind {
    IMAGE,
    TEXT,
    COMBINED;

    /// As the database and engines have it: `image`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
