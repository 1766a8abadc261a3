package dev.sightline.demo;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// How far the loading of demo pictures is.
///
/// @param failure in words, or null
@RegisterForReflection
public record DemoProgress(boolean running, int done, int count, String failure) {

    static final DemoProgress IDLE = new DemoProgress(false, 0, 0, null);
}
