package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each writer owns a flock of images in a collection of its own, which always has one vector in common: whoever sees
/// two of them, or only a part of the flock, has seen a write half done.
class EmbeddedIndexConcurrencyTest {

    private static final int FLOCK = 300;
    private static final int DIMENSION = 64;
    private static final int ENOUGH = 500;

    private final EmbeddedIndex index = new EmbeddedIndex(DIMENSION);
    private final List<Vector> vectors = new SyntheticVectors(DIMENSION, 20, 1, 1).next(50);
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void queriesSeeWritesAsAWholeOrNotAtAll() throws Exception {
        try (var threads = Executors.newCachedThreadPool()) {
            var running = new ArrayList<Future<?>>();
            for (int collection = 0; collection < 3; collection++) {
                int own = collection;
                running.add(threads.submit(() -> untilTheEnd(new Writer(own))));
                running.add(threads.submit(() -> untilTheEnd(new Reader(own))));
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    /// However slow the machine is. On threads of the system: virtual ones that never wait keep others from their turn.
    private void untilTheEnd(Runnable step) {
        while (writes.get() < ENOUGH || reads.get() < ENOUGH) {
            step.run();
        }
    }

    private final class Writer implements Runnable {

        private final int collection;
        private final Random random;
        private final List<UUID> flock =
                Stream.generate(UUID::randomUUID).limit(FLOCK).toList();

        Writer(int collection) {
            this.collection = collection;
            this.random = new Random(collection);
        }

        @Override
        public void run() {
            if (random.nextInt(4) == 0) {
                index.remove(flock);
                assertThat(nearest(vectors.getFirst(), collection)).isEmpty();
            } else {
                Vector shared = vectors.get(random.nextInt(vectors.size()));
                index.put(flock.stream().map(image -> entry(image, shared)).toList());
                assertThat(nearest(shared, collection))
                        .hasSize(FLOCK)
                        .allMatch(hit -> hit.cosine() == shared.cosine(shared));
            }
            writes.incrementAndGet();
        }

        private IndexEntry entry(UUID image, Vector vector) {
            return new IndexEntry(image, Kind.IMAGE, 0, vector, 0.3f, collection, "image/png", Instant.EPOCH);
        }
    }

    private final class Reader implements Runnable {

        private final int collection;
        private final Random random;

        Reader(int collection) {
            this.collection = collection;
            this.random = new Random(-collection);
        }

        @Override
        public void run() {
            Vector query = vectors.get(random.nextInt(vectors.size()));
            List<Hit> hits = nearest(query, collection);
            if (!hits.isEmpty()) {
                assertThat(hits).hasSize(FLOCK);
                assertThat(hits.stream().map(Hit::cosine).distinct()).hasSize(1);
                assertThat(vectors)
                        .anyMatch(vector ->
                                query.cosine(vector) == hits.getFirst().cosine());
                reads.incrementAndGet();
            }
        }
    }

    private List<Hit> nearest(Vector query, int collection) {
        return index.nearest(query, Kind.IMAGE, IndexFilter.collection(collection), FLOCK + 10);
    }
}
