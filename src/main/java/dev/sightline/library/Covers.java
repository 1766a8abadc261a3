package dev.sightline.library;

import dev.sightline.account.Persons;
import dev.sightline.library.Card.Cover;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The images that stand for groups of them.
@ApplicationScoped
public class Covers {

    private final Images images;
    private final ImageFiles files;
    private final Persons persons;

    Covers(Images images, ImageFiles files, Persons persons) {
        this.images = images;
        this.files = files;
        this.persons = persons;
    }

    /// Of each group the covers in their order, without images that are gone or were not decoded.
    public <K> Map<K, List<Cover>> of(Map<K, List<UUID>> groups) {
        var ids =
                groups.values().stream().flatMap(Collection::stream).distinct().toList();
        var known = images.byIds(ids, persons.current()).stream()
                .filter(image -> image.width() != null)
                .collect(Collectors.toMap(Image::id, Function.identity()));
        var covers = new LinkedHashMap<K, List<Cover>>();
        groups.forEach((group, members) -> covers.put(
                group,
                members.stream()
                        .map(known::get)
                        .filter(Objects::nonNull)
                        .map(this::cover)
                        .toList()));
        return covers;
    }

    private Cover cover(Image image) {
        return new Cover(image.id(), files.rendition(image, ImageFiles.THUMBNAIL), image.width(), image.height());
    }
}
