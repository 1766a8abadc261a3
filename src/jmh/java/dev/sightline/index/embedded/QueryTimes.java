package dev.sightline.index.embedded;

import java.util.Arrays;
import java.util.Locale;

/// Times queries of a [FilledIndex] where JMH cannot run: in a native executable. Called by `tools/index/measure`.
public final class QueryTimes {

    private static final int WARM_UP = 300;
    private static final int QUERIES = 300;

    private QueryTimes() {}

    public static void main(String[] arguments) {
        var index = new FilledIndex();
        time(index, new VectorDotKernel(), "Vector API, %d bits".formatted(VectorDotKernel.bits()));
        time(index, new ScalarDotKernel(), "plain Java");
    }

    private static void time(FilledIndex index, DotKernel kernel, String name) {
        for (int k : new int[] {100, 2000}) {
            var millis = new double[QUERIES];
            for (int query = -WARM_UP; query < QUERIES; query++) {
                long start = System.nanoTime();
                index.nearest(kernel, FilledIndex.ALL, k);
                if (query >= 0) {
                    millis[query] = (System.nanoTime() - start) / 1e6;
                }
            }
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "%-22s k = %-4d  median %6.2f ms, least %6.2f ms, 95 of 100 below %6.2f ms%n",
                    name,
                    k,
                    millis[QUERIES / 2],
                    millis[0],
                    millis[QUERIES * 95 / 100]);
        }
    }
}
