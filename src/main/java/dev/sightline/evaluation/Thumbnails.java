package dev.sightline.evaluation;

import dev.sightline.account.Person;
import dev.sightline.library.Image;
import dev.sightline.library.ImageFiles;
import dev.sightline.library.Images;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The first results of queries, as small pictures.
@ApplicationScoped
class Thumbnails {

    private static final int SHOWN = 8;

    private final Images images;
    private final ImageFiles files;

    Thumbnails(Images images, ImageFiles files) {
        this.images = images;
        this.files = files;
    }

    /// @param address  null for an image that was deleted since
    /// @param title    what it is called, or that it is gone
    /// @param relevant whether the labels say so
    record Thumbnail(UUID image, String address, String title, boolean relevant) {}

    /// Where the pictures of several rankings are.
    ///
    /// @param rankings what queries found
    Map<UUID, Image> of(Stream<List<UUID>> rankings, Person person) {
        var ids = rankings.flatMap(ranking -> ranking.stream().limit(SHOWN))
                .distinct()
                .toList();
        return images.byIds(ids, person).stream().collect(Collectors.toMap(Image::id, Function.identity()));
    }

    /// @param known by [#of]
    List<Thumbnail> row(List<UUID> ranking, Map<UUID, Integer> grades, Map<UUID, Image> known) {
        return ranking.stream()
                .limit(SHOWN)
                .map(id -> thumbnail(id, known.get(id), grades.containsKey(id)))
                .toList();
    }

    private Thumbnail thumbnail(UUID id, Image image, boolean relevant) {
        return image == null || image.width() == null
                ? new Thumbnail(id, null, "Deleted since", relevant)
                : new Thumbnail(id, files.rendition(image, ImageFiles.THUMBNAIL), image.caption(), relevant);
    }
}
