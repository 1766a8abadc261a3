package dev.sightline.library;

import java.util.UUID;

/// Fired once what is written about an image has changed, by a person or a machine. Observers run on the thread that
/// changed it.
public record WordsChanged(UUID image) {}
