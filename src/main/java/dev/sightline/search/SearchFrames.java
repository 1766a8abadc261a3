package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.library.ImageFiles;
import dev.sightline.library.Library;
import dev.sightline.search.Results.Chip;
import dev.sightline.search.Results.ExampleChip;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.storage.Keys;
import dev.sightline.storage.Presigner;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.ProblemException;
import dev.sightline.web.SearchBox;
import dev.sightline.web.SearchBox.Field;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What stands around results: the title, the search box, and everything that was asked for as a chip.
@ApplicationScoped
class SearchFrames {

    private static final Crop WHOLE = new Crop(0, 0, 1, 1);

    private final Library library;
    private final ImageFiles files;
    private final Presigner presigner;

    SearchFrames(Library library, ImageFiles files, Presigner presigner) {
        this.library = library;
        this.files = files;
        this.presigner = presigner;
    }

    Frame of(Asked asked) {
        return new Frame(title(asked), Section.SEARCH, new SearchBox(asked.text(), carried(asked), true));
    }

    static String title(Asked asked) {
        if (!asked.text().isEmpty()) {
            return asked.text();
        }
        return asked.isNothing() ? "Search" : "Search by picture";
    }

    /// New words are looked for with the same pictures, in the same balance, against the same.
    private static List<Field> carried(Asked asked) {
        var fields = new ArrayList<>(asked.pictures());
        if (!fields.isEmpty()) {
            fields.add(new Field("balance", Integer.toString(asked.balance())));
        }
        if (asked.against() != SearchRequest.AGAINST) {
            fields.add(new Field("against", asked.against().code()));
        }
        return fields;
    }

    /// Filters and exclusions.
    static List<Chip> chips(Asked asked) {
        var chips = new ArrayList<Chip>();
        for (var term : QueryParser.filters(asked.text())) {
            chips.add(new Chip(
                    term,
                    "filter",
                    "Remove the filter " + term,
                    asked.without(term).href()));
        }
        for (var unwanted : QueryParser.exclusions(asked.text())) {
            chips.add(new Chip(
                    unwanted.written(),
                    null,
                    "Allow " + unwanted.value() + " again",
                    asked.without(unwanted.written()).href()));
        }
        return chips;
    }

    List<ExampleChip> examples(Asked asked, Person person) {
        return asked.examples().stream()
                .map(example -> example.id() == null ? upload(example, asked) : ofLibrary(example, asked, person))
                .toList();
    }

    private ExampleChip upload(Example example, Asked asked) {
        return chip(example, asked, presigner.get(Keys.query(example.upload())).toString(), 1, 1);
    }

    private ExampleChip ofLibrary(Example example, Asked asked, Person person) {
        try {
            var image = library.get(example.id(), person);
            return image.width() == null
                    ? chip(example, asked, null, 1, 1)
                    : chip(example, asked, files.rendition(image, ImageFiles.PREVIEW), image.width(), image.height());
        } catch (ProblemException gone) {
            // Said by the search itself, beside the chip that takes it away.
            return chip(example, asked, null, 1, 1);
        }
    }

    private static ExampleChip chip(Example example, Asked asked, String picture, int width, int height) {
        var crop = Objects.requireNonNullElse(example.crop(), WHOLE);
        var view = "%s %s %s %s"
                .formatted(crop.x() * width, crop.y() * height, crop.width() * width, crop.height() * height);
        return new ExampleChip(
                Asked.field(example),
                Asked.written(example),
                example.crop() == null ? null : Asked.written(example.crop()),
                example.isUnwanted(),
                picture,
                width,
                height,
                view,
                asked.without(example).href());
    }
}
