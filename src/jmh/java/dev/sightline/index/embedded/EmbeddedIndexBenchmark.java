package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A query of 100,000 vectors of 512 dimensions: clusters of different sizes with noise, as [SyntheticVectors] has them,
/// asked for in turn by one of their own and by a stranger. [#floats] is what it is measured against: every cosine by a
/// plain loop of floats on one thread, without finding the largest.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(1)
public class EmbeddedIndexBenchmark {

    private static final int COUNT = 100_000;
    private static final int DIMENSION = 512;
    private static final long COLLECTION = 1;

    @State(Scope.Benchmark)
    public static class Window {
        @Param({"100", "2000"})
        int k;
    }

    private final DotKernel scalarKernel = new ScalarDotKernel();
    private final DotKernel vectorKernel = new VectorDotKernel();
    private DotKernel kernel;
    private EmbeddedIndex index;
    private float[][] rows;
    private List<Vector> queries;
    private IndexFilter oneInTwo;
    private IndexFilter aThousand;
    private int asked;

    @Setup
    public void fill() {
        var vectors = new SyntheticVectors(DIMENSION, 200, 1, 1);
        index = new EmbeddedIndex(DIMENSION, _ -> kernel);
        rows = new float[COUNT][];
        var images = new ArrayList<UUID>();
        for (int i = 0; i < COUNT; i++) {
            Vector vector = vectors.next();
            rows[i] = vector.toArray();
            images.add(UUID.randomUUID());
            String mediaType = i % 2 == 0 ? "image/jpeg" : "image/png";
            index.put(List.of(new IndexEntry(
                    images.getLast(), Kind.IMAGE, 0, vector, COLLECTION, mediaType, Instant.EPOCH)));
        }
        queries = Stream.generate(() -> Stream.of(vectors.next(), vectors.stranger()))
                .limit(20)
                .flatMap(both -> both)
                .toList();
        oneInTwo = new IndexFilter(COLLECTION, Set.of("image/png"), null, null, null);
        aThousand = new IndexFilter(
                COLLECTION,
                Set.of(),
                null,
                null,
                IntStream.range(0, 1000).mapToObj(i -> images.get(i * 100)).collect(Collectors.toSet()));
    }

    @Benchmark
    public List<Hit> vector(Window window) {
        return nearest(vectorKernel, IndexFilter.collection(COLLECTION), window.k);
    }

    @Benchmark
    public List<Hit> plainJava(Window window) {
        return nearest(scalarKernel, IndexFilter.collection(COLLECTION), window.k);
    }

    @Benchmark
    public List<Hit> vectorOneInTwoPasses(Window window) {
        return nearest(vectorKernel, oneInTwo, window.k);
    }

    @Benchmark
    public List<Hit> vectorWithinAThousand(Window window) {
        return nearest(vectorKernel, aThousand, window.k);
    }

    @Benchmark
    public float[] floats() {
        float[] query = next().toArray();
        var cosines = new float[COUNT];
        for (int row = 0; row < COUNT; row++) {
            float[] values = rows[row];
            float sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += query[i] * values[i];
            }
            cosines[row] = sum;
        }
        return cosines;
    }

    private List<Hit> nearest(DotKernel chosen, IndexFilter filter, int k) {
        kernel = chosen;
        return index.nearest(next(), Kind.IMAGE, filter, k);
    }

    private Vector next() {
        return queries.get(asked++ % queries.size());
    }
}
