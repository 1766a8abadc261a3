package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.index.Generation;

/// Where a search looks, for whom, and how.
public record Scope(long collection, Generation generation, Person person, Method method) {}
