package dev.sightline.ingest;

import java.util.UUID;

/// Fired once an image was taken in and has its vector. Observers run on the thread that took it in.
public record ImageReady(UUID image, long collection) {}
