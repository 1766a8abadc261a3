package dev.sightline.search;

import java.util.UUID;

/// An image in a ranking.
///
/// @param score   0 to 1: the share of such results that are relevant
/// @param cosine  with the query, or null where nothing was compared
/// @param lexical how well the words match, 0 to 1, or null if they do not
public record Entry(UUID image, double score, Double cosine, Double lexical) {}
