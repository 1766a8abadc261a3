package dev.sightline.description;

import java.util.List;

/// What a model says of a picture, as far as it can be kept.
///
/// @param tags normalised, each once
record Description(String title, String description, List<String> tags) {}
