package dev.sightline.picture;

import java.util.Locale;

/// What else a file has besides the picture that is shown, which is its first.
public enum Sequence {
    SINGLE,
    /// More frames of an animation.
    ANIMATION,
    /// More pages of a document.
    PAGES;

    /// The stable name, for example `animation`.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
