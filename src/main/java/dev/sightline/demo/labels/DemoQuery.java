package dev.sightline.demo.labels;

import java.util.Set;

/// A query, and the pictures of a demo collection that answer it.
///
/// @param relevant their indices, from 0; empty where the collection has none
public record DemoQuery(String text, Set<Integer> relevant) {}
