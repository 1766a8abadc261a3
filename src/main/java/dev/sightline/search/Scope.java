package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.embedding.Purpose;
import dev.sightline.index.Generation;
import dev.sightline.index.Kind;
import java.util.EnumSet;
import java.util.Set;

/// Where a search looks, for whom, and how.
///
/// @param against the kind of vectors that is searched; an image that has none of it takes part with that of the
///                generation's own kind
public record Scope(long collection, Generation generation, Person person, Method method, Kind against) {

    /// The kind of vectors that every image takes part with.
    Kind own() {
        return generation.kind();
    }

    /// Whether some images may take part with another kind of vectors than the one that is searched.
    boolean isMixed() {
        return against != own();
    }

    /// What queries are embedded for.
    Purpose purpose() {
        return isMixed() ? Purpose.MIXED_QUERY : Purpose.QUERY;
    }

    /// All kinds that images take part with.
    Set<Kind> kinds() {
        return EnumSet.of(own(), against);
    }

    /// The same search by the vectors that every image has.
    Scope againstOwn() {
        return new Scope(collection, generation, person, method, own());
    }
}
