package dev.sightline.index.embedded;

import dev.sightline.index.Hit;
import dev.sightline.index.IndexFilter;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// One query of one store, which stands still meanwhile.
///
/// The codes of all entries that pass the filter are compared with the query's, which leaves those that may be among
/// the nearest by the bound of [Quantiser]. The cosines of the `k` that surely lead are computed, and then those of
/// all others whose upper bound reaches the least of these. So the result is that of comparing everything, order
/// included.
final class Scan {

    /// An exact cosine from a random place costs about as much as this many codes in a row.
    private static final int CODES_PER_COSINE = 16;

    /// With fewer, starting another worker takes a good part of what it saves.
    private static final int CODES_PER_WORKER = 25_000;

    private final Store store;
    private final Condition condition;
    private final Query query;
    private final Cosines cosines;
    private final int k;

    Scan(Store store, IndexFilter filter, Query query, int k) {
        this.store = store;
        this.condition = new Condition(filter, store, k);
        this.query = query;
        this.cosines = new Cosines(store, query.unit());
        this.k = Math.min(k, store.size());
    }

    List<Hit> nearest() {
        return condition
                .few(Math.max(k, store.size() / CODES_PER_COSINE))
                .map(cosines::of)
                .orElseGet(() -> rescored(candidates()))
                .nearest(k, store);
    }

    private Scored rescored(Candidates candidates) {
        Scored leading = cosines.of(candidates.leading());
        return leading.and(cosines.of(candidates.behind(leading.cosine(k))));
    }

    private Candidates candidates() {
        var next = new AtomicInteger();
        var floor = new Candidates.Floor();
        return IntStream.range(0, workers())
                .parallel()
                .mapToObj(_ -> candidates(next, floor))
                .reduce(Candidates::with)
                .orElseThrow();
    }

    /// Scans chunk after chunk until none is left that nobody else has taken.
    private Candidates candidates(AtomicInteger next, Candidates.Floor floor) {
        var candidates = new Candidates(k, floor);
        int first = next.getAndAdd(store.rowsOfChunk());
        while (first < store.used()) {
            scan(first, candidates);
            first = next.getAndAdd(store.rowsOfChunk());
        }
        return candidates;
    }

    private void scan(int first, Candidates candidates) {
        Chunk chunk = store.chunkOf(first);
        int rows = Math.min(store.rowsOfChunk(), store.used() - first);
        for (int row = 0; row < rows; row++) {
            if (condition.passes(chunk, row, first + row)) {
                query.offer(first + row, chunk, row, condition, candidates);
            }
        }
    }

    private int workers() {
        return Math.clamp(
                store.used() / CODES_PER_WORKER, 1, Runtime.getRuntime().availableProcessors());
    }
}
