package dev.sightline.account;

/// Somebody who uses the library; favourites, interactions and rankings are theirs.
public record Person(long id, String name) {}
