package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Vector;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final float[] UNIT = {0.6f, 0.8f};
    private static final Code CODE = new Quantiser(2).code(UNIT);

    private final Store store = new Store(2, () -> Floats.temporary(2));

    @Test
    void churnDoesNotGrowIt() {
        var random = new Random(1);
        var images = new ArrayDeque<UUID>();
        int most = 0;
        for (int step = 0; step < 20_000; step++) {
            if (images.size() < 500 && random.nextBoolean()) {
                var image = new UUID(step, 0);
                put(image, 0);
                put(image, 1);
                images.add(image);
            } else if (!images.isEmpty()) {
                store.remove(images.remove());
            }
            most = Math.max(most, store.size());
            assertThat(store.size()).isEqualTo(2 * images.size());
            assertThat(store.used()).isEqualTo(most);
        }
    }

    @Test
    void knowsTheSlotsOfImages() {
        var one = new UUID(0, 1);
        var two = new UUID(0, 2);
        put(one, 0);
        put(two, 0);
        put(two, 5);
        put(one, 0);
        assertThat(store.slots(Set.of(two, new UUID(0, 3))).stream()).containsExactly(1, 2);
        store.remove(two);
        assertThat(store.slots(Set.of(one, two)).stream()).containsExactly(0);
    }

    private void put(UUID image, int ordinal) {
        store.put(
                new IndexEntry(
                        image, Kind.IMAGE, ordinal, Vector.normalised(UNIT), 0.3f, 1, "image/png", Instant.EPOCH),
                Vector.normalised(UNIT).toBytes(),
                CODE);
    }
}
