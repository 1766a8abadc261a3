package dev.sightline.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What was read is kept, and never holds longer than it is true.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class TaggedTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Tagged tagged;

    @Inject
    Collections collections;

    private List<UUID> images;

    @BeforeEach
    void twoImages() {
        Database.empty(jdbi);
        images = IntStream.range(0, 2)
                .mapToObj(index -> Client.upload(DemoCollection.picture(57, index)))
                .toList();
        images.forEach(Client::settled);
        jdbi.useHandle(handle -> tag(handle, images.getFirst(), "sea"));
    }

    @Test
    void whatDidNotChangeIsReadOnce() {
        var sea = tagged("sea");

        jdbi.useHandle(handle -> tag(handle, images.getLast(), "night"));

        assertThat(tagged("sea")).isSameAs(sea).containsExactly(images.getFirst());
        assertThat(tagged("night")).containsExactly(images.getLast());
    }

    /// Its number is lower than those of transactions that what was read has seen.
    @Test
    void aTransactionThatWasUnderWayIsSeenOnceItEnds() {
        try (var early = jdbi.open()) {
            early.begin();
            tag(early, images.getLast(), "sea");
            jdbi.useHandle(handle -> tag(handle, images.getFirst(), "sea", "night"));
            assertThat(tagged("sea")).containsExactly(images.getFirst());

            early.commit();
        }

        assertThat(tagged("sea")).containsExactlyInAnyOrderElementsOf(images);
    }

    @Test
    void anyOfSeveralTagsMayChange() {
        assertThat(tagged("sea", "night")).isEmpty();

        jdbi.useHandle(handle -> tag(handle, images.getFirst(), "sea", "night"));

        assertThat(tagged("sea", "night")).containsExactly(images.getFirst());

        jdbi.useHandle(handle -> tag(handle, images.getFirst(), "night"));

        assertThat(tagged("sea", "night")).isEmpty();
    }

    @Test
    void whatIsInTheTrashIsLeftOut() {
        assertThat(tagged("sea")).containsExactly(images.getFirst());

        jdbi.useHandle(handle -> handle.execute("update image set trashed_at = now() where id = ?", images.getFirst()));

        assertThat(tagged("sea")).isEmpty();
    }

    private Set<UUID> tagged(String... tags) {
        return tagged.images(collections.library(), List.of(tags));
    }

    private static void tag(Handle handle, UUID image, String... tags) {
        handle.createUpdate("update image set tags = :tags where id = :image")
                .bindArray("tags", String.class, (Object[]) tags)
                .bind("image", image)
                .execute();
    }
}
