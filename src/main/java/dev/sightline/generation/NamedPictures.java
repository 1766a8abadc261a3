package dev.sightline.generation;

import dev.sightline.library.ImageNames;
import dev.sightline.library.ImageNames.Named;
import dev.sightline.storage.Keys;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pictures that some vectors may be of.
record NamedPictures(Map<String, Named> byKey, Map<String, List<Named>> byName) {

    /// @param collection whose pictures are known by the names of their files
    static NamedPictures of(Collection<GivenVector> vectors, ImageNames names, long collection) {
        return new NamedPictures(
                names.byKey(vectors.stream().flatMap(NamedPictures::keys).collect(Collectors.toSet())),
                names.byName(collection, vectors.stream().map(GivenVector::last).collect(Collectors.toSet())));
    }

    /// A job writes its output under the whole key, or under what comes after the prefix of its input.
    private static Stream<String> keys(GivenVector vector) {
        return Stream.of(vector.image(), vector.last())
                .filter(name -> name != null && name.indexOf('\0') < 0)
                .map(name -> Keys.ORIGINALS + name);
    }

    /// That of the id, or of the key, or else those of the name.
    List<Named> called(GivenVector vector) {
        return keys(vector)
                .filter(byKey::containsKey)
                .findFirst()
                .map(key -> List.of(byKey.get(key)))
                .orElseGet(() -> byName.getOrDefault(vector.last(), List.of()));
    }

    Set<UUID> images() {
        return Stream.concat(byKey.values().stream(), byName.values().stream().flatMap(List::stream))
                .map(Named::image)
                .collect(Collectors.toSet());
    }
}
