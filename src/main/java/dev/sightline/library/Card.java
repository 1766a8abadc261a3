package dev.sightline.library;

import java.util.List;
import java.util.UUID;

/// A group of images on a page that lists many: `templates/tags/card.html`.
///
/// @param pictures how many they are, in words
/// @param href     where they are shown
/// @param covers   the few that stand for them
public record Card(String name, String pictures, String href, List<Cover> covers) {

    /// @param id by which its thumbnail is asked for again
    public record Cover(UUID id, String thumbnail, int width, int height) {}
}
