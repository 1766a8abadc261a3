package dev.sightline.search;

import java.util.UUID;

/// What speaks for an image as a result of one query. In strengths 0 is what is usual for the query and 1 a full match.
///
/// @param pixels how strongly its pixels match all parts of the query
/// @param text   how strongly its pixels match the text of the query, or 0 where there is none
/// @param words  how far its words answer the text, 0 to 1, or null if they do not
/// @param rank   how well its words match among those that do, 0 to 1, or null
/// @param cosine of its vector with the query, or null where nothing was compared
public record Judgement(UUID image, double pixels, double text, Double words, Double rank, Double cosine) {}
