package dev.sightline.taste;

import dev.sightline.account.Person;

/// All that was recorded of a person is about to be deleted: an event for whoever has told others of it.
public record Forgotten(Person person) {}
