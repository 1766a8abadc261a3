package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.library.Image;
import dev.sightline.library.ImageFiles;
import dev.sightline.library.Library;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.storage.Keys;
import dev.sightline.storage.Presigner;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.SearchBox;
import dev.sightline.web.SearchBox.Example;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// What stands around results: the title, and the search box with the words and the picture that were asked for.
@ApplicationScoped
class SearchFrames {

    private final Library library;
    private final ImageFiles files;
    private final Presigner presigner;

    SearchFrames(Library library, ImageFiles files, Presigner presigner) {
        this.library = library;
        this.files = files;
        this.presigner = presigner;
    }

    /// @throws dev.sightline.web.ProblemException 404 if there is no such image to search with
    Frame of(Asked asked, Person person) {
        var title = asked.text().isEmpty() ? (asked.isNothing() ? "Search" : "Search by picture") : asked.text();
        return new Frame(title, Section.SEARCH, new SearchBox(asked.text(), example(asked, person)));
    }

    private Example example(Asked asked, Person person) {
        if (asked.like() != null) {
            return example("like", asked.like(), asked, library.get(asked.like(), person));
        }
        if (asked.upload() != null) {
            var picture = presigner.get(Keys.query(asked.upload())).toString();
            return example("upload", asked.upload(), asked, picture, 1, 1);
        }
        return null;
    }

    private Example example(String field, UUID id, Asked asked, Image image) {
        if (image.width() == null) {
            return example(field, id, asked, null, 1, 1);
        }
        // A part of a picture is small: it is cut out of the larger rendition.
        var picture = files.rendition(image, asked.crop() == null ? ImageFiles.THUMBNAIL : ImageFiles.PREVIEW);
        return example(field, id, asked, picture, image.width(), image.height());
    }

    private static Example example(String field, UUID id, Asked asked, String picture, int width, int height) {
        var crop = asked.crop() == null ? new Crop(0, 0, 1, 1) : asked.crop();
        var view = "%s %s %s %s"
                .formatted(crop.x() * width, crop.y() * height, crop.width() * width, crop.height() * height);
        return new Example(
                field,
                id,
                asked.cropWords(),
                picture,
                width,
                height,
                view,
                asked.withoutExample().href());
    }
}
