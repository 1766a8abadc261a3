package dev.sightline.web;

/// Texts that can be kept as they are. JSON can spell two kinds of characters that are none: U+0000, which PostgreSQL
/// refuses, and halves of surrogate pairs, which turn into question marks.
public final class PlainText {

    /// What is said of a text that is not plain.
    public static final String RULE = "must be a text without U+0000 and without halves of surrogate pairs";

    private PlainText() {}

    public static boolean isPlain(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
