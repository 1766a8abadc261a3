package dev.sightline.embedding;

/// A model that is paid for by what it is asked.
///
/// @param usage the name under which its usage is counted
/// @param price or null if it is not known
public record PaidModel(String usage, String name, Price price) {}
