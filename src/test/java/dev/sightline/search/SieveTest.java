package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Vector;
import dev.sightline.index.EmbeddedSearch;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.embedded.EmbeddedIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {

    private static final int COUNT = 3000;
    private static final int K = 300;
    private static final IndexFilter HELD = IndexFilter.collection(1);

    private final Random random = new Random(11);
    private final EmbeddedIndex engine = new EmbeddedIndex(8);
    private final List<UUID> images = new ArrayList<>();
    private final Vector query = vector();
    private int allRead;

    SieveTest() {
        for (int i = 0; i < COUNT; i++) {
            images.add(new UUID(random.nextLong(), random.nextLong()));
            engine.put(List.of(
                    new IndexEntry(images.getLast(), Kind.IMAGE, 0, vector(), 0, 1, "image/jpeg", Instant.EPOCH)));
        }
    }

    private Vector vector() {
        var values = new float[8];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Vector.normalised(values);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.1, 0.3, 0.7, 1})
    void findsTheNearestThatPass(double share) {
        var passing = images.stream().filter(_ -> random.nextDouble() < share).collect(Collectors.toSet());

        assertThat(found(passing)).isEqualTo(expected(passing));
    }

    @Test
    void goesOnWhereFewerPassThanTheNearestLetExpect() {
        var nearest = engine.nearest(query, Kind.IMAGE, HELD, COUNT).stream()
                .map(Hit::image)
                .toList();
        var passing = new HashSet<>(nearest.subList(0, 200));
        passing.addAll(nearest.subList(2500, 2800));

        assertThat(found(passing)).isEqualTo(expected(passing));
        assertThat(allRead).isZero();
    }

    @Test
    void findsNothingWhereTheEngineHasNothing() {
        var other = IndexFilter.collection(2);

        assertThat(sieve(Set.copyOf(images)).nearest(query, other, K).hits()).isEmpty();
    }

    @Test
    void readsAllThatPassWhereTheyAreFew() {
        found(Set.copyOf(images.subList(0, 20)));

        assertThat(allRead).isEqualTo(1);
    }

    private List<Hit> found(Set<UUID> passing) {
        return sieve(passing).nearest(query, HELD, K).hits();
    }

    private Sieve sieve(Set<UUID> passing) {
        var catalogue = new Sieve.Catalogue() {
            @Override
            public Set<UUID> passing() {
                allRead++;
                return passing;
            }

            @Override
            public Set<UUID> passing(Collection<UUID> among) {
                return among.stream().filter(passing::contains).collect(Collectors.toSet());
            }
        };
        return new Sieve(new EmbeddedSearch(engine), Kind.IMAGE, catalogue);
    }

    private List<Hit> expected(Set<UUID> passing) {
        return engine.nearest(query, Kind.IMAGE, new IndexFilter(1, Set.of(), null, null, passing), K);
    }
}
