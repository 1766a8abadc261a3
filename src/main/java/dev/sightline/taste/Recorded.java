package dev.sightline.taste;

import dev.sightline.account.Person;
import java.util.List;

/// A person just did something with images: an event for whoever learns from it. It was not recorded before.
public record Recorded(Person person, List<Interaction> interactions) {}
