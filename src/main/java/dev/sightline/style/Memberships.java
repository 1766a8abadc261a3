package dev.sightline.style;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// The styles of images that were asked for lately. They need not be read again: an image keeps its style as long
/// as its clustering is there, and gets no other. One that has none yet is asked for each time.
final class Memberships {

    /// Some 15 MB.
    private static final int MOST_IMAGES = 100_000;

    private record Membership(UUID clustering, UUID image) {}

    private final Cache<Membership, UUID> styles =
            Caffeine.newBuilder().maximumSize(MOST_IMAGES).build();

    /// The style of each of these images that has one in a clustering.
    ///
    /// @param reading the styles of those images that are not known
    Map<UUID, UUID> of(UUID clustering, Collection<UUID> images, Function<Collection<UUID>, Map<UUID, UUID>> reading) {
        var known = new HashMap<UUID, UUID>();
        for (var image : images) {
            var style = styles.getIfPresent(new Membership(clustering, image));
            if (style != null) {
                known.put(image, style);
            }
        }
        if (known.size() < images.size()) {
            var unknown =
                    images.stream().filter(image -> !known.containsKey(image)).toList();
            reading.apply(unknown).forEach((image, style) -> {
                known.put(image, style);
                styles.put(new Membership(clustering, image), style);
            });
        }
        return known;
    }
}
