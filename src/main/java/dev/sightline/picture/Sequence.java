package dev.sightline.picture;

import java.util.Locale;

/// What else a file has besides the picture that is shown, which is its first.
public enum Sequence {
    SINGLE,
    /// More frames of an animation.
    ANIMATION,
    /// More pages of a document.
    PAGES;

    /// @param code as [#code]
    public static Sequence of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /// The stable name, for example `animation`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
