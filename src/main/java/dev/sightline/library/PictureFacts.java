package dev.sightline.library;

import dev.sightline.library.PicturePage.Fact;
import dev.sightline.library.PicturePage.Swatch;
import dev.sightline.library.PicturePage.Tag;
import dev.sightline.picture.ColourName;
import dev.sightline.web.Address;
import dev.sightline.web.Phrases;
import java.util.ArrayList;
import java.util.List;

/// What the details of a picture say, and the searches that they lead to.
final class PictureFacts {

    private PictureFacts() {}

    static List<Fact> of(Image image) {
        var facts = new ArrayList<Fact>();
        if (image.takenAt() != null) {
            facts.add(new Fact("Taken", taken(image)));
        }
        if (image.camera() != null) {
            facts.add(new Fact("Camera", image.camera(), alike("camera", image.camera())));
        }
        if (image.lens() != null) {
            facts.add(new Fact("Lens", image.lens(), alike("lens", image.lens())));
        }
        if (image.exposure() != null) {
            facts.add(new Fact("Exposure", ExposureWords.of(image.exposure())));
        }
        if (image.style() != null) {
            facts.add(new Fact("Style", image.style(), alike("style", image.style())));
        }
        facts.add(new Fact("Added", Phrases.moment(image.uploadedAt())));
        if (image.width() != null) {
            facts.add(new Fact("Size", "%,d × %,d pixels".formatted(image.width(), image.height())));
        }
        facts.add(new Fact("File", file(image)));
        if (!image.caption().equals(image.name())) {
            facts.add(new Fact("Name", image.name()));
        }
        return facts;
    }

    static String rating(Image image) {
        if (image.rating() == null) {
            return null;
        }
        return image.rating() < 0 ? "Rejected" : image.rating() + " of 5 stars";
    }

    static List<Tag> tags(Image image) {
        return image.tags().stream()
                .map(tag -> new Tag(tag, alike("tag", tag), image.machine().says(tag)))
                .toList();
    }

    static Swatch swatch(String hex) {
        var name = ColourName.ofAll(List.of(hex)).getFirst();
        return new Swatch(hex, name, alike("colour", name));
    }

    /// `GIF, animated, 1.2 MB`
    private static String file(Image image) {
        var more =
                switch (image.sequence()) {
                    case SINGLE -> "";
                    case ANIMATION -> ", animated";
                    case PAGES -> ", the first of several pages";
                };
        return "%s%s, %s".formatted(Formats.title(image.type()), more, Phrases.size(image.size()));
    }

    /// By the clock of the camera, with its offset where that is known: `31 May 2024, 23:59 (UTC+09:00)`
    private static String taken(Image image) {
        var moment = Phrases.moment(image.takenAt());
        if (!image.offsetKnown()) {
            return moment;
        }
        var offset = image.takenAt().getOffset();
        return moment + (offset.getTotalSeconds() == 0 ? " (UTC)" : " (UTC" + offset + ")");
    }

    /// A search for all that pass this filter.
    private static String alike(String filter, String value) {
        return Address.to("/search")
                .with("q", "%s:\"%s\"".formatted(filter, value))
                .toString();
    }
}
