package dev.sightline.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.embedded.BruteForce;
import dev.sightline.index.embedded.SyntheticVectors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// What every engine has to do, as far as it says that it can.
public abstract class VectorIndexContract {

    protected static final long COLLECTION = 1;
    protected static final IndexFilter ANY = IndexFilter.collection(COLLECTION);
    protected static final int DIMENSION = 24;

    private static final double TOLERANCE = 1e-4;
    private static final Instant NOON = Instant.parse("1954-06-01T12:00:00.000001Z");
    private static final List<String> TYPES = List.of("image/jpeg", "image/png", "image/webp");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected final BruteForce bruteForce = new BruteForce();
    protected final SyntheticVectors vectors = new SyntheticVectors(DIMENSION, 20, 1, 31);
    private final Random random = new Random(32);

    /// An index with nothing in it.
    protected abstract VectorIndex empty(int dimension);

    @Test
    void whatWasPutIsFoundByItsCosine() {
        var index = empty(DIMENSION);
        put(index, entries(60));

        sameAsBruteForce(index, ANY, 10);
        sameAsBruteForce(index, ANY, 60);
    }

    @Test
    void rankingReachesDownToOpposites() {
        var index = empty(2);
        UUID along = UUID.randomUUID();
        UUID across = UUID.randomUUID();
        UUID against = UUID.randomUUID();
        put(
                index,
                List.of(
                        entry(against, Kind.IMAGE, 0, vector(-1, 0)),
                        entry(across, Kind.IMAGE, 0, vector(0, 1)),
                        entry(along, Kind.IMAGE, 0, vector(1, 0))));

        eventually(index, () -> {
            var hits = index.nearest(vector(1, 0), Kind.IMAGE, ANY, 10);
            assertThat(hits).extracting(Hit::image).containsExactly(along, across, against);
            assertThat(hits.get(0).cosine()).isCloseTo(1, within(TOLERANCE));
            assertThat(hits.get(1).cosine()).isCloseTo(0, within(TOLERANCE));
            assertThat(hits.get(2).cosine()).isCloseTo(-1, within(TOLERANCE));
        });
    }

    @Test
    void aSecondPutReplaces() {
        var index = empty(DIMENSION);
        var first = entries(20);
        put(index, first);
        put(
                index,
                first.stream()
                        .map(entry -> entry(entry.image(), entry.kind(), entry.ordinal(), vectors.next()))
                        .toList());

        eventually(index, () -> assertThat(index.count()).isEqualTo(20));
        sameAsBruteForce(index, ANY, 20);
    }

    @Test
    void ofTwoInOneCallTheLastStays() {
        var index = empty(2);
        UUID image = UUID.randomUUID();
        put(index, List.of(entry(image, Kind.IMAGE, 0, vector(0, 1)), entry(image, Kind.IMAGE, 0, vector(1, 0))));

        eventually(index, () -> assertThat(index.nearest(vector(1, 0), Kind.IMAGE, ANY, 5))
                .singleElement()
                .satisfies(hit -> assertThat(hit.cosine()).isCloseTo(1, within(TOLERANCE))));
    }

    @Test
    void whatWasRemovedIsNotFound() {
        var index = empty(DIMENSION);
        var entries = new ArrayList<>(entries(30));
        UUID several = UUID.randomUUID();
        entries.add(entry(several, Kind.IMAGE, 0, vectors.next()));
        entries.add(entry(several, Kind.TEXT, 0, vectors.next()));
        entries.add(entry(several, Kind.TEXT, 1, vectors.next()));
        put(index, entries);

        remove(index, List.of(several, entries.getFirst().image(), UUID.randomUUID()));

        eventually(index, () -> assertThat(index.count()).isEqualTo(29));
        sameAsBruteForce(index, ANY, 30);
        eventually(index, () -> assertThat(index.nearest(vectors.next(), Kind.TEXT, ANY, 5))
                .isEmpty());
        remove(index, List.of(several));
    }

    @Test
    void whatWasRemovedCanComeBack() {
        var index = empty(DIMENSION);
        var entries = entries(5);
        put(index, entries);
        remove(index, entries.stream().map(IndexEntry::image).toList());
        put(index, entries);

        sameAsBruteForce(index, ANY, 5);
    }

    @Test
    void kindsAreKeptApart() {
        var index = empty(DIMENSION);
        var all = new ArrayList<IndexEntry>();
        for (var kind : Kind.values()) {
            vectors.next(7).forEach(vector -> all.add(entry(UUID.randomUUID(), kind, 0, vector)));
        }
        UUID image = UUID.randomUUID();
        all.add(entry(image, Kind.TEXT, 0, vectors.next()));
        all.add(entry(image, Kind.TEXT, 1, vectors.next()));
        put(index, all);

        for (var kind : Kind.values()) {
            sameAsBruteForce(index, vectors.next(), kind, ANY, 20);
        }
    }

    @Test
    void filtersLeaveTheNearestOfThoseThatPass() {
        var index = empty(DIMENSION);
        put(
                index,
                vectors.next(300).stream()
                        .map(vector -> new IndexEntry(
                                UUID.randomUUID(),
                                Kind.IMAGE,
                                0,
                                vector,
                                0.3f,
                                random.nextInt(5) == 0 ? COLLECTION + 1 : COLLECTION,
                                TYPES.get(random.nextInt(3)),
                                NOON.plus(Duration.ofDays(random.nextInt(20)))))
                        .toList());
        assertThat(index.capabilities().filters()).contains(Field.COLLECTION, Field.MEDIA_TYPE, Field.DATE);

        var later = NOON.plus(Duration.ofDays(15));
        for (var filter : List.of(
                ANY,
                IndexFilter.collection(COLLECTION + 1),
                IndexFilter.collection(COLLECTION + 2),
                new IndexFilter(COLLECTION, Set.of("image/png"), null, null, null),
                new IndexFilter(COLLECTION, Set.of("image/png", "image/webp", "image/none"), null, null, null),
                new IndexFilter(COLLECTION, Set.of(), later, null, null),
                new IndexFilter(COLLECTION, Set.of(), null, later, null),
                new IndexFilter(COLLECTION, Set.of(), NOON, later, null),
                new IndexFilter(COLLECTION, Set.of(), NOON.plusNanos(1), NOON.plusNanos(1001), null),
                new IndexFilter(COLLECTION + 1, Set.of("image/jpeg"), later, null, null))) {
            sameAsBruteForce(index, filter, 25);
        }
    }

    @Test
    void datesAreComparedToTheMicrosecond() {
        var index = empty(DIMENSION);
        put(
                index,
                IntStream.range(-2, 3)
                        .mapToObj(micros -> new IndexEntry(
                                UUID.randomUUID(),
                                Kind.IMAGE,
                                0,
                                vectors.next(),
                                0.3f,
                                COLLECTION,
                                TYPES.getFirst(),
                                NOON.plusNanos(1000L * micros)))
                        .toList());
        sameAsBruteForce(index, new IndexFilter(COLLECTION, Set.of(), NOON, null, null), 5);
        sameAsBruteForce(index, new IndexFilter(COLLECTION, Set.of(), null, NOON, null), 5);
        sameAsBruteForce(index, new IndexFilter(COLLECTION, Set.of(), NOON.minusNanos(1), NOON, null), 5);
    }

    @Test
    void aSetOfImagesIsAFilterWhereItSaysSo() {
        var index = empty(DIMENSION);
        var entries = entries(40);
        put(index, entries);
        var some = ANY.within(Set.of(entries.get(3).image(), entries.get(17).image(), UUID.randomUUID()));

        if (index.capabilities().filters().contains(Field.IMAGES)) {
            sameAsBruteForce(index, some, 10);
        } else {
            assertThatThrownBy(() -> index.nearest(vectors.next(), Kind.IMAGE, some, 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void tenThousandAreSearched() {
        var index = empty(DIMENSION);
        put(index, entries(10_000));
        eventually(index, () -> assertThat(index.count()).isEqualTo(10_000));

        int k = Math.min(100, index.capabilities().window());
        int found = 0;
        for (int i = 0; i < 10; i++) {
            var query = vectors.next();
            var wanted = bruteForce.nearest(query, Kind.IMAGE, ANY, k);
            var hits = index.nearest(query, Kind.IMAGE, ANY, k);
            assertThat(hits).hasSize(k).isSortedAccordingTo(Hit.ORDER);
            assertThat(hits)
                    .allSatisfy(hit -> assertThat(hit.cosine()).isCloseTo(cosine(query, hit), within(TOLERANCE)));
            var images = new HashSet<>(wanted.stream().map(Hit::image).toList());
            found += (int)
                    hits.stream().filter(hit -> images.contains(hit.image())).count();
        }
        if (index.capabilities().exact()) {
            assertThat(found).isEqualTo(10 * k);
        } else {
            assertThat(found).isGreaterThan(10 * k * 95 / 100);
        }
    }

    @Test
    void asManyAsItsWindowAreFound() {
        var index = empty(2);
        int window = index.capabilities().window();
        if (window < Integer.MAX_VALUE) {
            assertThatThrownBy(() -> index.nearest(vector(1, 0), Kind.IMAGE, ANY, window + 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        put(index, List.of(entry(UUID.randomUUID(), Kind.IMAGE, 0, vector(1, 0))));
        eventually(index, () -> assertThat(index.nearest(vector(1, 0), Kind.IMAGE, ANY, window))
                .hasSize(1));
        assertThatThrownBy(() -> index.nearest(vector(1, 0), Kind.IMAGE, ANY, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherDimensionIsRefusedAndNothingIsWritten() {
        var index = empty(3);
        var entries = List.of(
                entry(UUID.randomUUID(), Kind.IMAGE, 0, vector(1, 2, 3)),
                entry(UUID.randomUUID(), Kind.IMAGE, 0, vector(1, 2)));

        refused(() -> index.put(entries));
        refused(() -> index.nearest(vector(1, 2), Kind.IMAGE, ANY, 1));

        UUID after = UUID.randomUUID();
        put(index, List.of(entry(after, Kind.IMAGE, 0, vector(3, 2, 1))));
        eventually(index, () -> assertThat(index.nearest(vector(1, 2, 3), Kind.IMAGE, ANY, 5))
                .extracting(Hit::image)
                .containsExactly(after));
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
    }

    protected void put(VectorIndex index, List<IndexEntry> entries) {
        index.put(entries);
        bruteForce.put(entries);
    }

    private void remove(VectorIndex index, List<UUID> images) {
        index.remove(images);
        bruteForce.remove(images);
    }

    protected void sameAsBruteForce(VectorIndex index, IndexFilter filter, int k) {
        sameAsBruteForce(index, vectors.next(), Kind.IMAGE, filter, k);
    }

    /// Images in the same order, apart from those whose cosines are as good as equal, and the same cosines.
    private void sameAsBruteForce(VectorIndex index, Vector query, Kind kind, IndexFilter filter, int k) {
        int asked = Math.min(k, index.capabilities().window());
        var wanted = bruteForce.nearest(query, kind, filter, asked);
        eventually(index, () -> {
            var hits = index.nearest(query, kind, filter, asked);
            assertThat(hits).hasSameSizeAs(wanted).isSortedAccordingTo(Hit.ORDER);
            for (int i = 0; i < hits.size(); i++) {
                assertThat(hits.get(i).cosine()).isCloseTo(wanted.get(i).cosine(), within(TOLERANCE));
                assertThat(hits.get(i).cosine()).isCloseTo(cosine(query, kind, hits.get(i)), within(TOLERANCE));
            }
        });
    }

    private double cosine(Vector query, Hit hit) {
        return cosine(query, Kind.IMAGE, hit);
    }

    private double cosine(Vector query, Kind kind, Hit hit) {
        return query.cosine(bruteForce.vector(hit.image(), kind, hit.ordinal()));
    }

    /// At once, where the engine says so.
    protected static void eventually(VectorIndex index, Runnable assertion) {
        if (index.capabilities().delay().isZero()) {
            assertion.run();
        } else {
            Awaitility.await()
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(assertion::run);
        }
    }

    protected List<IndexEntry> entries(int count) {
        return vectors.next(count).stream()
                .map(vector -> entry(UUID.randomUUID(), Kind.IMAGE, 0, vector))
                .toList();
    }

    protected static IndexEntry entry(UUID image, Kind kind, int ordinal, Vector vector) {
        return new IndexEntry(image, kind, ordinal, vector, 0.3f, COLLECTION, TYPES.getFirst(), NOON);
    }

    protected static Vector vector(float... values) {
        return Vector.normalised(values);
    }
}
