package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Capabilities;
import dev.sightline.index.Capabilities.Field;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.VectorRepository.Calibrated;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedIndexTest {

    private static final long COLLECTION = 1;
    private static final float LEVEL = 0.3f;
    private static final IndexFilter ANY = IndexFilter.collection(COLLECTION);
    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");
    private static final List<String> TYPES = List.of("image/jpeg", "image/png", "image/webp");

    private final Random random = new Random(7);
    private final BruteForce bruteForce = new BruteForce();

    static Stream<DotKernel> kernels() {
        return Stream.of(new ScalarDotKernel(), new VectorDotKernel());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equalsBruteForceOnClustersWithNoise(DotKernel kernel) {
        equalsBruteForce(kernel, new SyntheticVectors(128, 50, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equalsBruteForceOnNearDuplicates(DotKernel kernel) {
        equalsBruteForce(kernel, new SyntheticVectors(128, 5, 0.003, 2));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void equalsBruteForceOnExactDuplicates(DotKernel kernel) {
        List<Vector> few = new SyntheticVectors(128, 3, 1, 3).next(40);
        var index = filled(
                new EmbeddedIndex(128, _ -> kernel),
                IntStream.range(0, 5_000).mapToObj(i -> few.get(i % few.size())).toList());
        for (Vector query : few.subList(0, 5)) {
            sameAsBruteForce(index, query, ANY, 1, 100, 126, 2000, 10_000);
        }
    }

    @Test
    void equalsBruteForceWhenTheScanIsShared() {
        var vectors = new SyntheticVectors(32, 100, 0.5, 4);
        var index = filled(new EmbeddedIndex(32), vectors.next(60_000));
        for (int query = 0; query < 3; query++) {
            sameAsBruteForce(index, vectors.next(), ANY, 10, 2000);
            sameAsBruteForce(index, vectors.stranger(), ANY, 10, 2000);
        }
    }

    @Test
    void tiesAreInTheOrderOfImageAndOrdinal() {
        Vector same = vector(1, 2, 3);
        UUID first = new UUID(Long.MIN_VALUE, 5);
        UUID second = new UUID(0, -5);
        UUID third = new UUID(0, 5);
        var index = new EmbeddedIndex(3);
        index.put(List.of(
                entry(third, 1, same),
                entry(second, 0, same),
                entry(third, 0, same),
                entry(first, 7, same),
                entry(third, 2, vector(1, 2, 4))));
        double cosine = same.cosine(same);
        assertThat(index.nearest(same, Kind.IMAGE, ANY, 3))
                .containsExactly(
                        new Hit(first, 7, cosine, LEVEL),
                        new Hit(second, 0, cosine, LEVEL),
                        new Hit(third, 0, cosine, LEVEL));
    }

    @Test
    void rankingReachesDownToOpposites() {
        Vector query = vector(1, 0);
        UUID along = UUID.randomUUID();
        UUID across = UUID.randomUUID();
        UUID against = UUID.randomUUID();
        var index = new EmbeddedIndex(2);
        index.put(List.of(
                entry(against, 0, vector(-1, 0)), entry(across, 0, vector(0, 1)), entry(along, 0, vector(1, 0))));
        assertThat(index.nearest(query, Kind.IMAGE, ANY, 100))
                .containsExactly(
                        new Hit(along, 0, 1, LEVEL), new Hit(across, 0, 0, LEVEL), new Hit(against, 0, -1, LEVEL));
    }

    @Test
    void anEmptyIndexFindsNothing() {
        var index = new EmbeddedIndex(2);
        assertThat(index.nearest(vector(1, 0), Kind.TEXT, ANY, 10)).isEmpty();
        index.put(List.of(entry(UUID.randomUUID(), 0, vector(1, 0))));
        assertThat(index.nearest(vector(1, 0), Kind.TEXT, ANY, 10)).isEmpty();
        assertThat(index.size(Kind.IMAGE)).isEqualTo(1);
        assertThat(index.size(Kind.TEXT)).isZero();
    }

    @Test
    void aSecondPutReplaces() {
        UUID image = UUID.randomUUID();
        var index = new EmbeddedIndex(2);
        index.put(List.of(entry(image, 0, vector(1, 0)), entry(image, 1, vector(1, 1))));
        index.put(List.of(entry(image, 0, vector(0, -1)), entry(image, 0, vector(0, 1))));
        assertThat(index.size(Kind.IMAGE)).isEqualTo(2);
        assertThat(index.nearest(vector(0, 1), Kind.IMAGE, ANY, 10))
                .extracting(Hit::ordinal)
                .containsExactly(0, 1);
        index.remove(List.of(image, UUID.randomUUID()));
        assertThat(index.size(Kind.IMAGE)).isZero();
    }

    @Test
    void handsOverVectorsAndLevelsOfTheImagesThatAreAskedByTheirOrdinals() {
        UUID one = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        var index = new EmbeddedIndex(2);
        index.put(List.of(entry(one, 1, vector(2, 1)), entry(one, 0, vector(1, 2)), entry(other, 1, vector(0, 1))));
        assertThat(index.vectors(List.of(one, other, UUID.randomUUID()), Kind.IMAGE))
                .isEqualTo(Map.of(
                        one, List.of(new Calibrated(vector(1, 2), LEVEL), new Calibrated(vector(2, 1), LEVEL)),
                        other, List.of(new Calibrated(vector(0, 1), LEVEL))));
        assertThat(index.vectors(List.of(one), Kind.TEXT)).isEmpty();
    }

    @Test
    void anotherDimensionIsRefusedAndNothingIsAdded() {
        var index = new EmbeddedIndex(3);
        var entries = List.of(entry(UUID.randomUUID(), 0, vector(1, 2, 3)), entry(UUID.randomUUID(), 0, vector(1, 2)));
        assertThatThrownBy(() -> index.put(entries))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThatThrownBy(() -> index.nearest(vector(1, 2), Kind.IMAGE, ANY, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2")
                .hasMessageContaining("3");
        assertThat(index.size(Kind.IMAGE)).isZero();
    }

    @Test
    void askingForNoneIsRefused() {
        assertThatThrownBy(() -> new EmbeddedIndex(2).nearest(vector(1, 0), Kind.IMAGE, ANY, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatItCan() {
        assertThat(new EmbeddedIndex(2).capabilities())
                .isEqualTo(new Capabilities(Integer.MAX_VALUE, true, EnumSet.allOf(Field.class), Duration.ZERO));
    }

    @Test
    void datesAreComparedToTheNanosecond() {
        var index = new EmbeddedIndex(2);
        var dates = new ArrayList<Instant>(List.of(Instant.MIN, Instant.EPOCH, Instant.MAX));
        IntStream.range(-1, 2).forEach(nanos -> dates.add(NOON.plusNanos(nanos)));
        put(
                index,
                dates.stream()
                        .map(date -> new IndexEntry(
                                UUID.randomUUID(),
                                Kind.IMAGE,
                                0,
                                vector(1, 0),
                                LEVEL,
                                COLLECTION,
                                TYPES.getFirst(),
                                date))
                        .toList());
        for (Instant date : dates) {
            sameAsBruteForce(index, vector(1, 0), new IndexFilter(COLLECTION, Set.of(), date, null, null), 10);
            sameAsBruteForce(index, vector(1, 0), new IndexFilter(COLLECTION, Set.of(), null, date, null), 10);
        }
        assertThat(index.nearest(
                        vector(1, 0),
                        Kind.IMAGE,
                        new IndexFilter(COLLECTION, Set.of(), NOON, NOON.plusNanos(1), null),
                        10))
                .hasSize(1);
    }

    @Test
    void filtersLeaveTheNearestOfThoseThatPass() {
        var vectors = new SyntheticVectors(64, 20, 0.5, 5);
        var index = new EmbeddedIndex(64);
        put(index, vectors.next(12_000).stream().map(this::anyEntry).toList());
        List<UUID> images = bruteForce.images();
        for (int round = 0; round < 60; round++) {
            IndexFilter filter = anyFilter(images);
            sameAsBruteForce(index, vectors.next(), filter, 1 + random.nextInt(50), 500);
        }
    }

    @Test
    void aSetOfImagesMayBeOfAnySize() {
        var vectors = new SyntheticVectors(32, 20, 0.5, 6);
        var index = filled(new EmbeddedIndex(32), vectors.next(8_000));
        List<UUID> images = bruteForce.images();
        for (int size : new int[] {0, 1, 99, 100, 101, 499, 500, 501, 7_000, 8_000}) {
            var within = new HashSet<>(images.subList(0, size));
            within.add(UUID.randomUUID());
            sameAsBruteForce(
                    index, vectors.next(), new IndexFilter(COLLECTION, Set.of(), null, null, within), 100, 2000);
        }
        assertThat(index.nearest(
                        vectors.next(), Kind.IMAGE, new IndexFilter(COLLECTION, Set.of(), null, null, Set.of()), 10))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyStepOfALongLifeEqualsBruteForce(DotKernel kernel) {
        var vectors = new SyntheticVectors(24, 6, 0.3, 8);
        var index = new EmbeddedIndex(24, _ -> kernel);
        for (int step = 0; step < 3_000; step++) {
            List<UUID> images = bruteForce.images();
            switch (random.nextInt(images.size() > 400 ? 8 : 5)) {
                case 0, 1, 2, 3 ->
                    put(
                            index,
                            vectors.next(1 + random.nextInt(6)).stream()
                                    .map(this::anyEntry)
                                    .toList());
                case 4 -> put(index, again(images, vectors));
                default -> remove(index, some(images, 1 + random.nextInt(8)));
            }
            Kind kind = Kind.values()[random.nextInt(3)];
            Vector query = random.nextBoolean() ? vectors.next() : vectors.stranger();
            IndexFilter filter = random.nextBoolean() ? ANY : anyFilter(images);
            int k = 1 + random.nextInt(60);
            assertThat(index.nearest(query, kind, filter, k)).isEqualTo(bruteForce.nearest(query, kind, filter, k));
            assertThat(index.size(kind)).isEqualTo((int) bruteForce.size(kind));
            assertThat(index.vectors(bruteForce.images(), kind)).isEqualTo(bruteForce.vectors(kind));
        }
    }

    private void equalsBruteForce(DotKernel kernel, SyntheticVectors vectors) {
        var index = filled(new EmbeddedIndex(128, _ -> kernel), vectors.next(20_000));
        for (int query = 0; query < 5; query++) {
            sameAsBruteForce(index, vectors.next(), ANY, 1, 100, 2000);
            sameAsBruteForce(index, vectors.stranger(), ANY, 1, 100, 2000);
        }
    }

    private EmbeddedIndex filled(EmbeddedIndex index, List<Vector> vectors) {
        put(index, vectors.stream().map(vector -> entry(anyImage(), 0, vector)).toList());
        return index;
    }

    private void put(EmbeddedIndex index, List<IndexEntry> entries) {
        index.put(entries);
        bruteForce.put(entries);
    }

    private void remove(EmbeddedIndex index, List<UUID> images) {
        index.remove(images);
        bruteForce.remove(images);
    }

    /// The brute-force list is made once, for the largest k.
    private void sameAsBruteForce(EmbeddedIndex index, Vector query, IndexFilter filter, int... ks) {
        List<Hit> all = bruteForce.nearest(query, Kind.IMAGE, filter, ks[ks.length - 1]);
        for (int k : ks) {
            assertThat(index.nearest(query, Kind.IMAGE, filter, k)).isEqualTo(all.subList(0, Math.min(k, all.size())));
        }
    }

    private List<IndexEntry> again(List<UUID> images, SyntheticVectors vectors) {
        return some(images, 3).stream()
                .map(image -> new IndexEntry(
                        image,
                        Kind.IMAGE,
                        random.nextInt(2),
                        vectors.next(),
                        LEVEL,
                        COLLECTION,
                        TYPES.getFirst(),
                        NOON))
                .toList();
    }

    private List<UUID> some(List<UUID> images, int count) {
        return images.isEmpty()
                ? List.of()
                : random.ints(count, 0, images.size())
                        .mapToObj(images::get)
                        .distinct()
                        .toList();
    }

    private IndexEntry anyEntry(Vector vector) {
        return new IndexEntry(
                anyImage(),
                Kind.values()[random.nextInt(3)],
                random.nextInt(2),
                vector,
                random.nextFloat(),
                random.nextInt(10) == 0 ? COLLECTION + 1 : COLLECTION,
                TYPES.get(random.nextInt(TYPES.size())),
                NOON.plus(Duration.ofMinutes(random.nextInt(1000))));
    }

    private IndexFilter anyFilter(List<UUID> images) {
        Set<String> types = random.nextBoolean() ? Set.of() : Set.of(TYPES.get(random.nextInt(3)), "image/none");
        Instant from = random.nextBoolean() ? null : NOON.plus(Duration.ofMinutes(random.nextInt(1000)));
        Instant before = random.nextBoolean() ? null : NOON.plus(Duration.ofMinutes(random.nextInt(1000)));
        Set<UUID> within = random.nextBoolean() || images.isEmpty()
                ? null
                : Set.copyOf(some(images, 1 + random.nextInt(images.size())));
        return new IndexFilter(random.nextInt(10) == 0 ? COLLECTION + 1 : COLLECTION, types, from, before, within);
    }

    private UUID anyImage() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private static IndexEntry entry(UUID image, int ordinal, Vector vector) {
        return new IndexEntry(image, Kind.IMAGE, ordinal, vector, LEVEL, COLLECTION, TYPES.getFirst(), NOON);
    }

    private static Vector vector(float... values) {
        return Vector.normalised(values);
    }
}
