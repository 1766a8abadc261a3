package dev.sightline.tag;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// Where a listing of tags goes on: after this one.
@RegisterForReflection
record TagCursor(TagOrder order, String containing, long count, String name) {}
