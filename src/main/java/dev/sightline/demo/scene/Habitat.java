package dev.sightline.demo.scene;

/// Where a subject belongs: it stands, swims or flies.
public enum Habitat {
    GROUND,
    WATER,
    AIR
}
