package dev.sightline.taste.personalize;

import dev.sightline.library.Ids;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// Rows of a library whose images have styles, without any files, and of people who did something with them.
public final class PersonalizeLibrary {

    public static final int STYLES = 4;
    private static final int IMAGES_OF_EACH = 10;

    private final Jdbi jdbi;
    public final List<UUID> styles = new ArrayList<>();

    /// By style.
    public final List<List<UUID>> images = new ArrayList<>();

    public final List<Long> people = new ArrayList<>();
    public UUID clustering;

    public PersonalizeLibrary(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public long collection() {
        return jdbi.withHandle(handle -> handle.createQuery("select id from collection where name = 'library'")
                .mapTo(Long.class)
                .one());
    }

    /// Takes everything away that was made for a test.
    public static void empty(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute("delete from scheduled_tasks where task_name like 'personalize%'");
            handle.execute("delete from personalize_setup");
            handle.execute("delete from interaction");
            handle.execute("delete from person where name like 'visitor %'");
        });
    }

    /// Images in styles.
    public void fill() {
        jdbi.useTransaction(handle -> {
            requireGeneration(handle);
            for (int style = 0; style < STYLES; style++) {
                var of = new ArrayList<UUID>();
                for (int i = 0; i < IMAGES_OF_EACH; i++) {
                    of.add(image(handle, "%d-%d.png".formatted(style, i)));
                }
                images.add(of);
            }
        });
        cluster(0);
    }

    /// Where nobody takes pictures in, there is none.
    private static void requireGeneration(Handle handle) {
        handle.execute("""
                with made as (
                    insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                    select 'none', 'none', '', '', '', '', '', 1 where not exists (select from generation) returning id)
                insert into generation (space_id, dimension, engine, state, model)
                select id, 1, 'embedded', 'retired', 'demo' from made
                """);
    }

    private UUID image(Handle handle, String name) {
        var id = Ids.next();
        handle.execute(
                "insert into image (id, collection_id, object_key, name, media_type, size, state) "
                        + "values (?, ?, ?, ?, 'image/png', 1, 'ready')",
                id,
                collection(),
                "elsewhere/" + id,
                name);
        return id;
    }

    /// Styles anew, in place of those that are there.
    ///
    /// @param shift of so many images of each style that are of the next one now
    public void cluster(int shift) {
        clustering = UUID.randomUUID();
        styles.clear();
        jdbi.useTransaction(handle -> {
            long collection = collection();
            handle.execute("delete from clustering");
            handle.execute(
                    "insert into clustering (id, collection_id, generation_id, state, k, seed, sample, active_at) "
                            + "values (?, ?, (select min(id) from generation), 'active', ?, 1, '{}', now())",
                    clustering,
                    collection,
                    STYLES);
            for (int style = 0; style < STYLES; style++) {
                styles.add(UUID.randomUUID());
                handle.execute(
                        "insert into style (id, clustering_id, name, centroid) values (?, ?, ?, '')",
                        styles.get(style),
                        clustering,
                        "Style " + style);
            }
            for (int style = 0; style < STYLES; style++) {
                for (int i = 0; i < IMAGES_OF_EACH; i++) {
                    handle.execute(
                            "insert into style_image (clustering_id, image_id, style_id, closeness, bearing, late) "
                                    + "values (?, ?, ?, 1, 0, false)",
                            clustering,
                            images.get(style).get(i),
                            styles.get((style + (i < shift ? 1 : 0)) % STYLES));
                }
            }
        });
    }

    /// People who looked at pictures.
    ///
    /// @param each how often
    public void visit(int count, int each) {
        jdbi.useTransaction(handle -> {
            for (int person = 0; person < count; person++) {
                long id = handle.createQuery("insert into person (name, role) values (?, 'member') returning id")
                        .bind(0, "visitor " + UUID.randomUUID())
                        .mapTo(Long.class)
                        .one();
                people.add(id);
                var batch = handle.prepareBatch(
                        "insert into interaction (id, person_id, image_id, type, at) values (?, ?, ?, 'view', ?)");
                for (int i = 0; i < each; i++) {
                    var image = images.get((person + i) % STYLES).get(i % IMAGES_OF_EACH);
                    batch.add(
                            UUID.randomUUID(),
                            id,
                            image,
                            Instant.now().minusSeconds(86_400 + i).atOffset(ZoneOffset.UTC));
                }
                batch.execute();
            }
        });
    }
}
