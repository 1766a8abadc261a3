package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Hit;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// 100,000 vectors of 512 dimensions, as [SyntheticVectors] has them: clusters of different sizes with noise. Queries are
/// in turn one of their own and a stranger.
final class FilledIndex {

    static final int COUNT = 100_000;
    static final int DIMENSION = 512;
    static final IndexFilter ALL = IndexFilter.collection(1);

    final List<Vector> vectors;
    private final List<Vector> queries;
    private final EmbeddedIndex index;
    private DotKernel kernel;
    private int asked;

    FilledIndex() {
        var synthetic = new SyntheticVectors(DIMENSION, 200, 1, 1);
        vectors = synthetic.next(COUNT);
        queries = Stream.generate(() -> Stream.of(synthetic.next(), synthetic.stranger()))
                .limit(20)
                .flatMap(both -> both)
                .toList();
        index = new EmbeddedIndex(DIMENSION, _ -> kernel);
        for (int i = 0; i < COUNT; i++) {
            index.put(List.of(new IndexEntry(
                    image(i),
                    Kind.IMAGE,
                    0,
                    vectors.get(i),
                    0.3f,
                    ALL.collection(),
                    i % 2 == 0 ? "image/jpeg" : "image/png",
                    Instant.EPOCH)));
        }
    }

    static UUID image(int i) {
        return new UUID(i * 0x9e3779b97f4a7c15L, i);
    }

    Vector query() {
        return queries.get(asked++ % queries.size());
    }

    List<Hit> nearest(DotKernel with, IndexFilter filter, int k) {
        kernel = with;
        return index.nearest(query(), Kind.IMAGE, filter, k);
    }
}
