package dev.sightline.index.embedded;

import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/// One query of a [FilledIndex]. What it is measured against is [#floats]: every cosine by a plain loop of floats on one
/// thread, without even looking for the largest.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 6, time = 3)
@Fork(1)
public class EmbeddedIndexBenchmark {

    @State(Scope.Benchmark)
    public static class Window {
        @Param({"100", "2000"})
        int k;
    }

    private final DotKernel scalarKernel = new ScalarDotKernel();
    private final DotKernel vectorKernel = new VectorDotKernel();
    private final IndexFilter halfPass = new IndexFilter(1, Set.of("image/png"), null, null, null);
    private final IndexFilter thousandPass = new IndexFilter(
            1,
            Set.of(),
            null,
            null,
            IntStream.range(0, 1000).mapToObj(i -> FilledIndex.image(100 * i)).collect(Collectors.toSet()));
    private FilledIndex index;
    private float[][] rows;

    @Setup
    public void fill() {
        index = new FilledIndex();
        rows = index.vectors.stream().map(vector -> vector.toArray()).toArray(float[][]::new);
    }

    @Benchmark
    public List<Hit> vectorApi(Window window) {
        return index.nearest(vectorKernel, FilledIndex.ALL, window.k);
    }

    @Benchmark
    public List<Hit> vectorApiHalfPass(Window window) {
        return index.nearest(vectorKernel, halfPass, window.k);
    }

    @Benchmark
    public List<Hit> vectorApiThousandPass(Window window) {
        return index.nearest(vectorKernel, thousandPass, window.k);
    }

    @Benchmark
    public List<Hit> plainJava(Window window) {
        return index.nearest(scalarKernel, FilledIndex.ALL, window.k);
    }

    @Benchmark
    public float[] floats() {
        float[] query = index.query().toArray();
        var cosines = new float[rows.length];
        for (int row = 0; row < rows.length; row++) {
            float[] values = rows[row];
            float sum = 0;
            for (int i = 0; i < query.length; i++) {
                sum += query[i] * values[i];
            }
            cosines[row] = sum;
        }
        return cosines;
    }
}
