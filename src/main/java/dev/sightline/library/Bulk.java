package dev.sightline.library;

import dev.sightline.account.Person;
import dev.sightline.library.BulkOutcome.One;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Changes many images in one transaction. One that cannot be changed keeps no other from it.
@ApplicationScoped
public class Bulk {

    private final Jdbi jdbi;
    private final Collections collections;

    Bulk(Jdbi jdbi, Collections collections) {
        this.jdbi = jdbi;
        this.collections = collections;
    }

    /// @throws dev.sightline.web.ProblemException 422 nothing or more than one thing is asked for
    public BulkOutcome change(BulkChange change, Person person) {
        var images = change.images().stream().distinct().toList();
        var kind = change.kind();
        return jdbi.inTransaction(handle -> {
            var tags = locked(handle, images);
            var outcomes =
                    switch (kind) {
                        case BulkChange.Kind.Favour(var favourite) ->
                            outcomes(images, tags.keySet(), favour(handle, tags.keySet(), favourite, person));
                        case BulkChange.Kind.Tag(var add, var remove) -> tag(handle, images, tags, add, remove);
                        case BulkChange.Kind.Trash() -> moved(handle, images, tags.keySet(), """
                                        update image set trashed_at = now() where id = any(:ids) and trashed_at is null
                                        returning id
                                        """);
                        case BulkChange.Kind.Restore() -> moved(handle, images, tags.keySet(), """
                                        update image set trashed_at = null
                                        where id = any(:ids) and trashed_at is not null returning id
                                        """);
                    };
            return BulkOutcome.of(outcomes);
        });
    }

    /// The tags of those that are there. In one order, so that two changes of the same images wait for each other.
    private Map<UUID, List<String>> locked(Handle handle, List<UUID> images) {
        return handle.createQuery("""
                        select id, tags from image where id = any(:ids) and collection_id = :collection
                        order by id for update
                        """)
                .bindArray("ids", UUID.class, images)
                .bind("collection", collections.library())
                .reduceRows(new HashMap<>(), (tags, row) -> {
                    tags.put(row.getColumn("id", UUID.class), List.of(row.getColumn("tags", String[].class)));
                    return tags;
                });
    }

    private static Set<UUID> favour(Handle handle, Set<UUID> images, boolean favourite, Person person) {
        var sql = favourite ? """
                        insert into favourite (person_id, image_id) select :person, unnest(:ids::uuid[])
                        on conflict do nothing returning image_id
                        """ : """
                        delete from favourite where person_id = :person and image_id = any(:ids) returning image_id
                        """;
        return handle.createQuery(sql)
                .bind("person", person.id())
                .bindArray("ids", UUID.class, List.copyOf(images))
                .mapTo(UUID.class)
                .set();
    }

    private static List<One> moved(Handle handle, List<UUID> images, Set<UUID> known, String sql) {
        var moved = handle.createQuery(sql)
                .bindArray("ids", UUID.class, List.copyOf(known))
                .mapTo(UUID.class)
                .set();
        Images.recordIndexChanges(handle, moved);
        return outcomes(images, known, moved);
    }

    private static List<One> outcomes(List<UUID> images, Set<UUID> known, Set<UUID> changed) {
        return images.stream()
                .map(image -> known.contains(image) ? One.of(image, changed.contains(image)) : One.missing(image))
                .toList();
    }

    private static List<One> tag(
            Handle handle, List<UUID> images, Map<UUID, List<String>> known, List<String> add, List<String> remove) {
        // As a change of one image does: tags are the person's from then on, and no longer the file's.
        var updates = handle.prepareBatch("""
                update image set tags = :tags, version = version + 1,
                    edited = array(select distinct unnest(edited || '{tags}'::text[]))
                where id = :id
                """);
        var outcomes = new ArrayList<One>();
        for (var image : images) {
            var before = known.get(image);
            if (before == null) {
                outcomes.add(One.missing(image));
                continue;
            }
            var added = add.stream().filter(tag -> !before.contains(tag)).toList();
            var removed = remove.stream().filter(before::contains).toList();
            if (before.size() + added.size() - removed.size() > Words.MOST_TAGS) {
                outcomes.add(
                        One.failed(image, "too-many-tags", "An image has at most %d tags.".formatted(Words.MOST_TAGS)));
                continue;
            }
            if (!added.isEmpty() || !removed.isEmpty()) {
                var after = new ArrayList<>(before);
                after.removeAll(removed);
                after.addAll(added);
                updates.bind("id", image).bindArray("tags", String.class, after).add();
            }
            outcomes.add(One.tagged(image, added, removed));
        }
        if (updates.size() > 0) {
            updates.execute();
        }
        return outcomes;
    }
}
