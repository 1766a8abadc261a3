package dev.sightline.library;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/// The tags that machines give to images. They stand beside those of persons and files, which they leave as they
/// are; one that a person took away is never given again.
@ApplicationScoped
public class MachineTags {

    /// What gives them.
    public enum Source {
        /// The text–image model, asked about each tag of a vocabulary.
        VOCABULARY,
        /// A language model that describes the picture.
        DESCRIPTION;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private record Row(String tag, Double probability, String source, boolean refused) {}

    /// Puts other tags in the place of those that a source has given to an image, within a transaction.
    ///
    /// @param given normalised
    public void replace(Handle handle, UUID image, Source source, List<MachineTag> given) {
        var tags = locked(handle, image);
        if (tags == null) {
            return;
        }
        var rows = rows(handle, image);
        var own = new HashMap<String, Double>();
        rows.stream()
                .filter(row -> !row.refused() && row.source().equals(source.code()))
                .forEach(row -> own.put(row.tag(), row.probability()));
        var others = new ArrayList<>(tags);
        others.removeAll(own.keySet());
        var allowed = new LinkedHashMap<String, Double>();
        given.stream()
                .filter(tag -> !others.contains(tag.name()))
                .filter(tag -> rows.stream()
                        .noneMatch(row -> row.refused() && row.tag().equals(tag.name())))
                .limit(Math.max(0, Words.MOST_TAGS - others.size()))
                .forEach(tag -> allowed.putIfAbsent(tag.name(), tag.probability()));
        if (allowed.equals(own)) {
            return;
        }
        handle.createUpdate("delete from machine_tag where image_id = :image and tag = any(:tags)")
                .bind("image", image)
                .bindArray("tags", String.class, List.copyOf(own.keySet()))
                .execute();
        var after = new ArrayList<>(others);
        after.addAll(allowed.keySet());
        if (!after.equals(tags)) {
            handle.createUpdate("update image set tags = :tags, version = version + 1 where id = :image")
                    .bind("image", image)
                    .bindArray("tags", String.class, after)
                    .execute();
        }
        insert(handle, image, source, allowed);
    }

    /// The tags that a file names and those that machines have given to its image, within a transaction. What the file
    /// names is no machine's any more, unless a person has decided about the tags.
    public static List<String> withThoseOfFile(Handle handle, UUID image, List<String> tags) {
        var before = locked(handle, image);
        if (before == null) {
            return tags;
        }
        handle.createUpdate("""
                        delete from machine_tag m using image i
                        where m.image_id = :image and i.id = :image and 'tags' <> all(i.edited) and m.tag = any(:tags)
                        """)
                .bind("image", image)
                .bindArray("tags", String.class, tags)
                .execute();
        var given = rows(handle, image).stream()
                .filter(row -> !row.refused())
                .map(Row::tag)
                .toList();
        return Stream.concat(tags.stream(), before.stream().filter(given::contains))
                .distinct()
                .toList();
    }

    /// Null where there is no such image.
    private static List<String> locked(Handle handle, UUID image) {
        return handle.createQuery("select tags from image where id = :image for update")
                .bind("image", image)
                .map((row, _) -> List.of((String[]) row.getArray("tags").getArray()))
                .findOne()
                .orElse(null);
    }

    private static List<Row> rows(Handle handle, UUID image) {
        return handle.createQuery("select tag, probability, source, refused from machine_tag where image_id = :image")
                .bind("image", image)
                .map((row, _) -> new Row(
                        row.getString("tag"),
                        row.getObject("probability", Double.class),
                        row.getString("source"),
                        row.getBoolean("refused")))
                .list();
    }

    private static void insert(Handle handle, UUID image, Source source, Map<String, Double> tags) {
        if (tags.isEmpty()) {
            return;
        }
        var batch = handle.prepareBatch("""
                insert into machine_tag (image_id, tag, probability, source)
                values (:image, :tag, :probability, :source)
                """);
        tags.forEach((tag, probability) -> batch.bind("image", image)
                .bind("tag", tag)
                .bind("probability", probability)
                .bind("source", source.code())
                .add());
        batch.execute();
    }
}
