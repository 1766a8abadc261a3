package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;
import dev.sightline.index.Kind;

/// Where a search looks, for whom, and how.
///
/// @param against the kind of vectors that is searched; an image that has none of it takes part with that of its pixels
public record Scope(long collection, Generation generation, Person person, Method method, Kind against) {}
