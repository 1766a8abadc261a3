package dev.sightline.library;

/// Some pictures of a month that a page fetches together.
///
/// @param shapes a character for each picture, newest first: its aspect ratio, see [#shape]
record Chunk(Stretch stretch, String shapes) {

    /// The first of the letters that stand for aspect ratios. They need no escaping, and one goes over the wire in a
    /// few bits.
    private static final char FIRST = 'Ā';

    /// The letter for a picture.
    ///
    /// @param hundredths its aspect ratio, see [Shapes]
    static char shape(int hundredths) {
        return (char) (FIRST + hundredths - Shapes.TALLEST);
    }

    int count() {
        return shapes.length();
    }
}
