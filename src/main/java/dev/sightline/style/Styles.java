package dev.sightline.style;

import dev.sightline.account.Person;
import dev.sightline.library.ImagePage;
import dev.sightline.library.Images;
import dev.sightline.web.Cursors;
import dev.sightline.web.PlainText;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// The styles in use, and which images have them. Their ids are good until other styles are found.
@ApplicationScoped
public class Styles {

    private static final int LONGEST_NAME = 100;

    private final StyleRepository repository;
    private final Images images;
    private final Cursors cursors;
    private final Memberships memberships = new Memberships();

    Styles(StyleRepository repository, Images images, Cursors cursors) {
        this.repository = repository;
        this.images = images;
        this.cursors = cursors;
    }

    /// The styles of a collection, the largest first; none until some were found.
    public List<Style> list(long collection) {
        return repository.active(collection);
    }

    /// The style of each of these images; those that have none are missing.
    public Map<UUID, UUID> ofImages(long collection, Collection<UUID> images) {
        return repository
                .inUse(collection)
                .map(clustering ->
                        memberships.of(clustering, images, unknown -> repository.ofImages(clustering, unknown)))
                .orElse(Map.of());
    }

    /// The images of one or more styles, as a filter of a search wants them.
    public Set<UUID> images(Collection<UUID> styles) {
        return repository.imagesOf(styles);
    }

    /// @throws ProblemException 404
    public Style get(long collection, UUID id) {
        return repository
                .find(collection, id)
                .orElseThrow(() -> new ProblemException(
                        404,
                        "style-not-found",
                        "There is no style %s. Others may have been found since.".formatted(id)));
    }

    /// The images of a style, the closest to its centre first.
    ///
    /// @param cursor of an earlier part, or null
    /// @throws ProblemException 404 no such style, 410 the cursor is not one of ours
    ImagePage images(long collection, UUID id, String cursor, int limit, Person person) {
        var from = cursor == null ? null : cursors.read(cursor, StyleCursor.class);
        if (from != null && !from.style().equals(id)) {
            throw ProblemException.cursorExpired();
        }
        var style = get(collection, id);
        var found = repository.images(style.id(), from, limit + 1);
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new ImagePage(
                images.byIds(shown.stream().map(StyleCursor::image).toList(), person),
                more ? cursors.write(shown.getLast()) : null,
                new ImagePage.Total(style.size(), true));
    }

    /// The few images closest to the centre of each style.
    Map<UUID, List<UUID>> covers(List<Style> styles, int each) {
        return repository.covers(styles.stream().map(Style::id).toList(), each);
    }

    /// The image at a place in the list of a style's images.
    ///
    /// @throws ProblemException 404
    UUID imageAt(UUID style, int place) {
        return repository
                .imageAt(style, place)
                .orElseThrow(() -> new ProblemException(404, "image-not-found", "There is no picture here any more."));
    }

    Map<UUID, List<Float>> bearings(List<Style> styles) {
        return repository.bearings(styles.stream().map(Style::id).toList());
    }

    /// @throws ProblemException 404 no such style, 409 another one has the name, 422 it is no name
    Style rename(long collection, UUID id, String name) {
        var style = get(collection, id);
        var plain = name.strip().replaceAll("\\s+", " ");
        if (plain.isEmpty() || plain.length() > LONGEST_NAME || plain.contains("\"") || !PlainText.isPlain(plain)) {
            throw new ProblemException(
                    422,
                    "invalid-style-name",
                    "A style is called by 1 to %d characters without quotation marks.".formatted(LONGEST_NAME));
        }
        if (!repository.rename(style.id(), plain)) {
            throw new ProblemException(
                    409, "style-name-taken", "Another style is called \"%s\". Choose another name.".formatted(plain));
        }
        return get(collection, id);
    }
}
