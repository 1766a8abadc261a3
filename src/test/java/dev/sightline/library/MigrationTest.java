package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// A library of an earlier version after it was brought up to date.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class MigrationTest {

    @Inject
    Jdbi jdbi;

    @Test
    void whatPeopleWroteBeforeThereWasMetadataIsTheirs() {
        jdbi.useTransaction(handle -> {
            handle.execute("create schema earlier");
            handle.execute("set local search_path to earlier");
            run(handle, "V1__foundation.sql");
            var described = image(handle, "described.jpg", "A title", List.of("sea"));
            var bare = image(handle, "bare.jpg", null, List.of());

            run(handle, "V2__metadata.sql");

            assertThat(edited(handle, described)).containsExactly("title", "tags");
            assertThat(edited(handle, bare)).isEmpty();
            handle.execute("update image set camera = 'Nikon D750' where id = ?", bare);
            assertThat(found(handle, "title & sea")).containsExactly(described);
            assertThat(found(handle, "nikon & d750")).containsExactly(bare);
            handle.rollback();
        });
    }

    @Test
    void generationsOfBeforeKeepTheirModel() {
        jdbi.useTransaction(handle -> {
            handle.execute("create schema earlier");
            handle.execute("set local search_path to earlier");
            run(handle, "V1__foundation.sql");
            image(handle, "there.jpg", null, List.of());
            generation(handle, "Sightline demo model", "retired");
            generation(handle, "my-clip", "active");

            for (var migration :
                    List.of("V2__metadata.sql", "V3__generations.sql", "V4__duplicates.sql", "V5__formats.sql")) {
                run(handle, migration);
            }

            assertThat(handle.createQuery("select model from generation order by id")
                            .mapTo(String.class)
                            .list())
                    .containsExactly("demo", "directory");
            assertThat(handle.createQuery("select sequence is not null and compared_at is null from image")
                            .mapTo(boolean.class)
                            .one())
                    .isTrue();
            handle.rollback();
        });
    }

    private static void generation(Handle handle, String model, String state) {
        handle.createUpdate("""
                        with made as (
                            insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose,
                                dimension)
                            values ('clip', :model, '1', 'fp32', 'none', '{}', '', 4) returning id)
                        insert into generation (space_id, dimension, engine, state)
                        select id, 4, 'embedded', :state from made
                        """).bind("model", model).bind("state", state).execute();
    }

    private static void run(Handle handle, String migration) {
        try (var sql = MigrationTest.class.getResourceAsStream("/db/migration/" + migration);
                var statement = handle.getConnection().createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static UUID image(Handle handle, String name, String title, List<String> tags) {
        var id = UUID.randomUUID();
        handle.createUpdate("""
                        insert into image (id, collection_id, object_key, name, title, tags, media_type, size)
                        select :id, id, :name, :name, :title, :tags, 'image/jpeg', 1 from collection
                        """)
                .bind("id", id)
                .bind("name", name)
                .bind("title", title)
                .bindArray("tags", String.class, tags)
                .execute();
        return id;
    }

    private static List<String> edited(Handle handle, UUID image) {
        return handle.createQuery("select unnest(edited) from image where id = :id")
                .bind("id", image)
                .mapTo(String.class)
                .list();
    }

    private static List<UUID> found(Handle handle, String words) {
        return handle.createQuery("select id from image where words @@ to_tsquery('simple', :words)")
                .bind("words", words)
                .mapTo(UUID.class)
                .list();
    }
}
