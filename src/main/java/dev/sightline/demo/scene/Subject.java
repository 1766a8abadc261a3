package dev.sightline.demo.scene;

import java.util.List;

/// What is in a picture, and the words for it, the plainest first.
public enum Subject {
    SAILBOAT(Habitat.WATER, "sailboat", "boat", "sailing boat", "ship"),
    MOUNTAIN(Habitat.GROUND, "mountain", "peak", "snowy peak"),
    HOUSE(Habitat.GROUND, "house", "cottage", "home"),
    TREE(Habitat.GROUND, "tree", "leafy tree"),
    CAT(Habitat.GROUND, "cat", "kitten", "kitty"),
    FISH(Habitat.WATER, "fish", "jumping fish"),
    BIRD(Habitat.AIR, "bird", "songbird", "flying bird"),
    BALLOON(Habitat.AIR, "hot-air balloon", "hot air balloon", "balloon"),
    LIGHTHOUSE(Habitat.GROUND, "lighthouse", "beacon"),
    ROCKET(Habitat.AIR, "rocket", "spaceship", "space rocket"),
    FLOWER(Habitat.GROUND, "flower", "blossom", "bloom"),
    CAR(Habitat.GROUND, "car", "automobile", "little car"),
    CASTLE(Habitat.GROUND, "castle", "fortress", "palace"),
    WHALE(Habitat.WATER, "whale", "big whale"),
    BICYCLE(Habitat.GROUND, "bicycle", "bike"),
    BUTTERFLY(Habitat.AIR, "butterfly", "fluttering butterfly");

    private final Habitat habitat;
    private final List<String> words;

    Subject(Habitat habitat, String... words) {
        this.habitat = habitat;
        this.words = List.of(words);
    }

    public Habitat habitat() {
        return habitat;
    }

    public List<String> words() {
        return words;
    }
}
