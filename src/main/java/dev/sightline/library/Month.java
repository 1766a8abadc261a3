package dev.sightline.library;

import java.util.List;

/// The pictures of one month, in a grid. A month that goes on from the page before has no heading.
public record Month(String heading, List<Tile> tiles) {}
