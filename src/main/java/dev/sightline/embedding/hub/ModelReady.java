package dev.sightline.embedding.hub;

/// Fired once a model that was not there is complete and verified. Observers run on the thread that fetched it.
public record ModelReady(String id) {}
