package dev.sightline.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.embedding.Space;
import dev.sightline.index.Engine;
import dev.sightline.index.EngineException;
import dev.sightline.index.Generation;
import dev.sightline.index.GenerationLifecycle;
import dev.sightline.index.Indexes;
import dev.sightline.index.Indexes.Progress;
import dev.sightline.index.Kind;
import dev.sightline.index.embedded.SyntheticVectors;
import dev.sightline.testing.Gate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/// Measures how fast an engine is given vectors that PostgreSQL has. No test by its name: `tools/engines/measure` runs
/// it.
@QuarkusTest
@QuarkusTestResource(value = BesideOpenSearch.class, restrictToAnnotatedClass = true)
class EngineCopySpeed {

    private static final int COUNT = Integer.getInteger("count", 20_000);
    private static final int DIMENSION = Integer.getInteger("dimension", 512);
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("away", 30));
    private static final int MILLION = 1_000_000;

    @Inject
    Jdbi jdbi;

    @Inject
    GenerationLifecycle lifecycle;

    @Inject
    Indexes indexes;

    Gate gate;

    @Test
    void measure() throws InterruptedException {
        var generation = filled();
        double seconds = copied(generation, Duration.ZERO);
        System.out.printf(
                "%,d vectors of %d values: %.1f s, compared by number and by sample; a million at that rate: %.0f minutes%n",
                COUNT, DIMENSION, seconds, seconds * MILLION / COUNT / 60);
        jdbi.useHandle(handle -> handle.execute("delete from engine_copy where generation_id = ?", generation.id()));
        double longer = copied(generation, AWAY);
        System.out.printf("With OpenSearch away for %d s in the middle: %.1f s%n", AWAY.toSeconds(), longer);
    }

    /// Seconds until the engine has everything.
    private double copied(Generation generation, Duration away) throws InterruptedException {
        long start = System.nanoTime();
        int batches = 0;
        boolean gone = away.isZero();
        Progress progress = Progress.MORE;
        while (progress != Progress.COMPLETE) {
            progress = indexes.follow(generation, Instant.now());
            batches++;
            if (!gone && batches == COUNT / 1000) {
                gone = true;
                awaitBack(generation, away);
            }
            if (progress == Progress.LATER) {
                Thread.sleep(100);
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(indexes.audit(generation)).isEmpty();
        return seconds;
    }

    /// Asks again and again, as the queue does.
    private void awaitBack(Generation generation, Duration away) throws InterruptedException {
        var back = Instant.now().plus(away);
        int refused = 0;
        gate.shutAfter(0);
        while (Instant.now().isBefore(back)) {
            try {
                indexes.follow(generation, Instant.now());
            } catch (EngineException e) {
                refused++;
            }
            Thread.sleep(1000);
        }
        gate.open();
        assertThat(refused).isPositive();
    }

    private Generation filled() {
        var space = new Space("clip", "Measured", "1", "fp32", "none", "{}", "", DIMENSION);
        var generation = lifecycle
                .start("measured", space, Kind.IMAGE, Engine.OPENSEARCH, false)
                .orElseThrow();
        // Nobody else is to work on it.
        lifecycle.pause(generation.id());
        var vectors = new SyntheticVectors(DIMENSION, 200, 0.5, 77);
        jdbi.useTransaction(handle -> {
            var images = handle.prepareBatch("""
                    insert into image (id, collection_id, object_key, name, media_type, size, state)
                    select :id, id, 'elsewhere/' || :id, 'measured.jpg', 'image/jpeg', 1, 'ready'
                    from collection where kind = 'library'
                    """);
            var rows = handle.prepareBatch("""
                    insert into vector (space_id, image_id, kind, ordinal, embedding, level)
                    values (:space, :id, 'image', 0, :embedding, 0.3)
                    """);
            for (int i = 0; i < COUNT; i++) {
                var id = UUID.randomUUID();
                images.bind("id", id).add();
                rows.bind("id", id)
                        .bind("space", generation.spaceId())
                        .bind("embedding", vectors.next().toBytes())
                        .add();
                if (i % 1000 == 999 || i == COUNT - 1) {
                    images.execute();
                    rows.execute();
                }
            }
        });
        return generation;
    }
}
