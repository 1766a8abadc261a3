package dev.sightline.demo.scene;

/// What a caption can say about a scene.
public enum Attribute {
    STYLE,
    SUBJECT,
    COUNT,
    COLOUR,
    TIME,
    PLACE
}
