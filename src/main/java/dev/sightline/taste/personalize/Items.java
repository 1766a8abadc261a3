package dev.sightline.taste.personalize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.style.Styles;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What the service knows styles and images as. Its items are the styles of the clustering that a setup is made for;
/// once others are in use, each of these stands for the one with which it shares most images.
@ApplicationScoped
class Items {

    private static final int MOST = 20;

    private final PersonalizeRepository repository;
    private final Styles styles;

    private final Cache<Between, Map<UUID, UUID>> shared =
            Caffeine.newBuilder().maximumSize(MOST).build();

    Items(PersonalizeRepository repository, Styles styles) {
        this.repository = repository;
        this.styles = styles;
    }

    private record Between(UUID setup, UUID clustering) {}

    /// The item of each style in use, in their order; those that the service cannot know are missing.
    Map<UUID, String> ofStyles(Setup setup, Collection<UUID> inUse) {
        var clustering = repository.clustering(setup.collection());
        var items = new LinkedHashMap<UUID, String>();
        if (clustering.isEmpty()) {
            return items;
        }
        var known = clustering.get().equals(setup.clustering())
                ? null
                : shared.get(
                        new Between(setup.id(), clustering.get()),
                        between -> repository.shared(between.setup(), between.clustering()));
        for (var style : inUse) {
            var was = known == null ? style : known.get(style);
            if (was != null) {
                items.put(style, setup.item(was));
            }
        }
        return items;
    }

    /// The item of each image; those that the service cannot know are missing.
    Map<UUID, String> ofImages(Setup setup, Collection<UUID> images) {
        var items = new HashMap<UUID, String>();
        repository.stylesOfImages(setup.id(), images).forEach((image, style) -> items.put(image, setup.item(style)));
        var late = images.stream().filter(image -> !items.containsKey(image)).toList();
        if (!late.isEmpty()) {
            var now = styles.ofImages(setup.collection(), late);
            var of = ofStyles(setup, List.copyOf(now.values()));
            now.forEach((image, style) -> {
                if (of.containsKey(style)) {
                    items.put(image, of.get(style));
                }
            });
        }
        return items;
    }
}
