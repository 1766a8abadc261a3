package dev.sightline.tag;

import dev.sightline.account.Person;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.library.Tags;
import dev.sightline.tag.TagRepository.Change;
import dev.sightline.tag.TagRepository.Count;
import dev.sightline.tag.TagRepository.Use;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// All tags of the library: listed, renamed, joined and removed.
@ApplicationScoped
class TagList {

    private final TagRepository repository;
    private final Collections collections;
    private final Cursors cursors;

    TagList(TagRepository repository, Collections collections, Cursors cursors) {
        this.repository = repository;
        this.collections = collections;
        this.cursors = cursors;
    }

    /// @param containing this text, in any case; null or empty for all
    TagPart list(TagOrder order, String containing, int limit) {
        var wanted = containing == null
                ? ""
                : containing.replaceAll("\\p{Cntrl}", " ").strip().toLowerCase(Locale.ROOT);
        return part(order, wanted, null, limit);
    }

    /// @throws ProblemException 410 if the cursor is not one of ours
    TagPart more(String cursor, int limit) {
        var from = cursors.read(cursor, TagCursor.class);
        return part(from.order(), from.containing(), from, limit);
    }

    private TagPart part(TagOrder order, String containing, TagCursor from, int limit) {
        long collection = collections.library();
        var found = repository.list(collection, order, containing, from, limit + 1);
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        var last = shown.isEmpty() ? null : shown.getLast();
        return new TagPart(
                shown,
                more ? cursors.write(new TagCursor(order, containing, last.count(), last.name())) : null,
                repository.count(collection, containing));
    }

    /// How many images have this tag; empty if none has.
    Optional<Use> named(String tag) {
        try {
            return repository.named(collections.library(), Tags.normalised(tag));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    List<Count> ofImages(List<UUID> images) {
        return repository.ofImages(collections.library(), images);
    }

    /// Renames a tag wherever it is, which joins it to another if there is one of that name, or removes it.
    ///
    /// @param replacement null to remove it
    /// @throws ProblemException 404 no image has it, 422 the new name is none or the same
    Change replace(String tag, String replacement, Person person) {
        var name = normalised(tag);
        var other = replacement == null ? null : normalised(replacement);
        if (name.equals(other)) {
            throw new ProblemException(422, "invalid-tag", "\"%s\" is its name already.".formatted(name));
        }
        return repository
                .replace(Ids.next(), collections.library(), name, other, person)
                .orElseThrow(() ->
                        new ProblemException(404, "tag-not-found", "No picture has the tag \"%s\".".formatted(name)));
    }

    /// @throws ProblemException 404 there is no such change, or it was taken back before
    Change undo(UUID change, Person person) {
        return repository
                .undo(change, person)
                .orElseThrow(() -> new ProblemException(
                        404, "change-not-found", "There is nothing to undo: it was undone before, or never done."));
    }

    private static String normalised(String tag) {
        try {
            return Tags.normalised(tag);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(422, "invalid-tag", e.getMessage());
        }
    }
}
