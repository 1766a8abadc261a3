package dev.sightline.tag;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/// A part of the list of tags.
///
/// @param next  the cursor of the next part, null at the end
/// @param total how many tags there are in all parts
@RegisterForReflection
record TagPart(List<Tag> tags, String next, long total) {}
