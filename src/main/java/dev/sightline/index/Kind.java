package dev.sightline.index;

import dev.sightline.embedding.Embedder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /// Of the vectors that a model can give every image.
    public static Kind of(Embedder embedder) {
        return embedder.seesPictures() ? IMAGE : TEXT;
    }

    /// The one of this code, if there is one.
    public static Optional<Kind> find(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
    }
}
