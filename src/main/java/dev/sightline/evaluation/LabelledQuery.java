package dev.sightline.evaluation;

import java.util.Map;
import java.util.UUID;

/// A query, and what should be found for it.
///
/// @param text   as it is written in the search box
/// @param grades how relevant which images are, 1 or more; all others are not. Empty where nothing should be found
public record LabelledQuery(String text, Map<UUID, Integer> grades) {}
