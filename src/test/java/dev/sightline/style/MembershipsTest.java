package dev.sightline.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MembershipsTest {

    private static final UUID CLUSTERING = UUID.randomUUID();
    private static final UUID NEON = UUID.randomUUID();
    private static final UUID COMIC = UUID.randomUUID();

    private final UUID boat = UUID.randomUUID();
    private final UUID cat = UUID.randomUUID();
    private final Map<UUID, UUID> stored = new HashMap<>(Map.of(boat, NEON));
    private final List<Collection<UUID>> asked = new ArrayList<>();
    private final Memberships memberships = new Memberships();

    private Map<UUID, UUID> of(UUID clustering) {
        return memberships.of(clustering, List.of(boat, cat), images -> {
            asked.add(images);
            var found = new HashMap<>(stored);
            found.keySet().retainAll(images);
            return found;
        });
    }

    @Test
    void whatIsKnownIsNotReadAgain() {
        assertThat(of(CLUSTERING)).isEqualTo(Map.of(boat, NEON));
        assertThat(of(CLUSTERING)).isEqualTo(Map.of(boat, NEON));
        assertThat(asked).containsExactly(List.of(boat, cat), List.of(cat));
    }

    @Test
    void anImageThatGetsItsStyleLateHasItAtOnce() {
        of(CLUSTERING);
        stored.put(cat, COMIC);
        assertThat(of(CLUSTERING)).isEqualTo(Map.of(boat, NEON, cat, COMIC));
        of(CLUSTERING);
        assertThat(asked).hasSize(2);
    }

    @Test
    void otherStylesAreReadByThemselves() {
        of(CLUSTERING);
        stored.put(boat, COMIC);
        assertThat(of(UUID.randomUUID())).isEqualTo(Map.of(boat, COMIC));
    }
}
