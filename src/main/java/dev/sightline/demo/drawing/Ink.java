package dev.sightline.demo.drawing;

/// The part that a colour plays in a subject.
enum Ink {
    MAIN,
    LIGHT,
    SHADE,
    TRIM,
    DARK,
    WOOD,
    GLASS,
    LEAF,
    HEART,
    FLAME
}
