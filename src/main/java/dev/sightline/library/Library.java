package dev.sightline.library;

import dev.sightline.account.Person;
import dev.sightline.picture.Place;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// The images that people see: listed, described, favoured, trashed and restored.
@ApplicationScoped
public class Library {

    private final Images images;
    private final Collections collections;
    private final Cursors cursors;
    private final Event<WordsChanged> changed;

    Library(Images images, Collections collections, Cursors cursors, Event<WordsChanged> changed) {
        this.images = images;
        this.collections = collections;
        this.cursors = cursors;
        this.changed = changed;
    }

    /// The first part of a listing.
    public ImagePage list(Filter filter, int limit, Person person) {
        return page(filter, null, limit, person);
    }

    /// The part of a listing that a cursor names.
    ///
    /// @throws ProblemException 410 if the cursor is not one of ours
    public ImagePage more(String cursor, int limit, Person person) {
        var from = cursors.read(cursor, ListCursor.class);
        return page(from.filter(), from, limit, person);
    }

    private ImagePage page(Filter filter, ListCursor from, int limit, Person person) {
        long collection = collections.library();
        List<Image> found = images.list(collection, filter, from, limit + 1, person);
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        String next = null;
        if (more) {
            var last = shown.getLast();
            next = cursors.write(new ListCursor(filter, last.date(), last.id()));
        }
        return new ImagePage(shown, next, new ImagePage.Total(images.count(collection, filter, person), true));
    }

    /// @throws ProblemException 404
    public Image get(UUID id, Person person) {
        return images.find(id, person)
                .orElseThrow(() -> new ProblemException(
                        404, "image-not-found", "There is no image %s. It may have been deleted.".formatted(id)));
    }

    /// Where an image was taken.
    ///
    /// @throws ProblemException 404 if that is not known
    public Place place(UUID id, Person person) {
        var image = get(id, person);
        return images.place(image.id())
                .orElseThrow(() -> new ProblemException(
                        404, "no-place", "%s does not say where it was taken.".formatted(image.caption())));
    }

    public Neighbours neighbours(Image image, Person person) {
        return images.neighbours(collections.library(), image, person);
    }

    /// Changes the words of an image.
    ///
    /// @param version the one that the change was written for, or null: whatever it is now
    /// @throws ProblemException 412 if somebody else changed it since
    public Image describe(UUID id, Integer version, Words change, Person person) {
        var image = get(id, person);
        var words = change.appliedTo(image);
        int expected = version == null ? image.version() : version;
        if (!images.describe(image.id(), expected, words)) {
            throw new ProblemException(
                    412, "image-changed", "Somebody changed this image in the meantime. Load it again, then repeat.");
        }
        var described = get(image.id(), person);
        if (!Objects.equals(described.title(), image.title())
                || !Objects.equals(described.description(), image.description())) {
            changed.fire(new WordsChanged(image.id()));
        }
        return described;
    }

    public void trash(UUID id, Person person) {
        images.trash(get(id, person).id());
    }

    public Image restore(UUID id, Person person) {
        images.restore(get(id, person).id());
        return get(id, person);
    }

    public void favour(UUID id, Person person) {
        images.favour(get(id, person).id(), person);
    }

    public void unfavour(UUID id, Person person) {
        images.unfavour(get(id, person).id(), person);
    }

    /// How many images are being taken in.
    public long processing() {
        return images.processing(collections.library());
    }
}
