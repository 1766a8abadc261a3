package dev.sightline.index;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// The [Calibration] of each space: made once, when it is first asked for, and kept in PostgreSQL.
@ApplicationScoped
public class Calibrations {

    private static final Logger LOG = Logger.getLogger(Calibrations.class);
    private static final String QUERIES = "/calibration/queries.txt";
    private static final int QUERIES_AT_ONCE = 32;
    private static final int PICTURES = 64;
    /// Another seed than that of any demo collection: these pictures are in nobody's library.
    private static final long SEED = 1009;

    private final Jdbi jdbi;
    private final Generations generations;
    private final Map<Long, Calibration> known = new ConcurrentHashMap<>();

    /// By spaces: what a model answered before it answered no more. A service is not paid twice for it.
    private final Map<Long, Begun> begun = new ConcurrentHashMap<>();

    private volatile boolean stopping;

    Calibrations(Jdbi jdbi, Generations generations) {
        this.jdbi = jdbi;
        this.generations = generations;
    }

    private record Begun(Map<String, Vector> queries, Map<Integer, Vector> pictures) {

        private Begun() {
            this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /// The calibration of a generation's space.
    ///
    /// @throws EmbeddingException if it has to be made, and the model does not answer
    public Calibration of(Generation generation) {
        var calibration = known.get(generation.spaceId());
        return calibration != null
                ? calibration
                : known.computeIfAbsent(
                        generation.spaceId(), _ -> find(generation).orElseGet(() -> make(generation)));
    }

    private Optional<Calibration> find(Generation generation) {
        return jdbi.withHandle(handle -> find(handle, generation.spaceId(), generation.kind(), generation.dimension()));
    }

    private static Optional<Calibration> find(Handle handle, long space, Kind kind, int dimension) {
        return handle.createQuery("select queries, pictures from calibration where space_id = :space")
                .bind("space", space)
                .map((row, _) -> new Calibration(
                        kind,
                        vectors(row.getBytes("queries"), dimension),
                        vectors(row.getBytes("pictures"), dimension)))
                .findOne();
    }

    private Calibration make(Generation generation) {
        LOG.infof("Calibrating generation %d", generation.id());
        var embedder = generations.embedder(generation);
        var made = ofLarger(embedder).orElseGet(() -> embedded(generation, embedder));
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calibration (space_id, queries, pictures) values (:space, :queries, :pictures)
                        on conflict do nothing
                        """)
                .bind("space", generation.spaceId())
                .bind("queries", bytes(made.queries()))
                .bind("pictures", bytes(made.pictures()))
                .execute());
        begun.remove(generation.spaceId());
        return made;
    }

    /// That of a space whose vectors are longer, cut as they are.
    private Optional<Calibration> ofLarger(Embedder embedder) {
        return embedder.larger().stream()
                .flatMap(space -> jdbi
                        .withHandle(handle -> GenerationRows.find(handle, space)
                                .flatMap(id -> find(handle, id, Kind.of(embedder), space.dimension())))
                        .stream())
                .findFirst()
                .map(larger -> larger.prefix(embedder.space().dimension()));
    }

    private Calibration embedded(Generation generation, Embedder embedder) {
        var here = begun.computeIfAbsent(generation.spaceId(), _ -> new Begun());
        var queries = queries();
        queries.stream()
                .filter(query -> !here.queries().containsKey(query))
                .gather(Gatherers.windowFixed(QUERIES_AT_ONCE))
                .forEach(some -> {
                    var vectors = unlessStopping(() -> embedder.texts(some, Purpose.QUERY));
                    IntStream.range(0, some.size()).forEach(i -> here.queries().put(some.get(i), vectors.get(i)));
                });
        if (embedder.seesPictures()) {
            see(embedder, here);
        } else {
            read(embedder, here);
        }
        return new Calibration(
                generation.kind(),
                queries.stream().map(here.queries()::get).toList(),
                IntStream.range(0, PICTURES).mapToObj(here.pictures()::get).toList());
    }

    /// For a model that sees no pictures, of each what is written about it.
    private void read(Embedder embedder, Begun here) {
        var open = IntStream.range(0, PICTURES)
                .filter(index -> !here.pictures().containsKey(index))
                .boxed()
                .toList();
        if (open.isEmpty()) {
            return;
        }
        var captions =
                open.stream().map(index -> DemoCollection.caption(SEED, index)).toList();
        var vectors = unlessStopping(() -> embedder.texts(captions, Purpose.INDEX));
        IntStream.range(0, open.size()).forEach(i -> here.pictures().put(open.get(i), vectors.get(i)));
    }

    private void see(Embedder embedder, Begun here) {
        // Not in the common pool, which answers of services are delivered by. One that fails interrupts no other, whose
        // answer would be paid for and lost.
        int together = Math.max(Runtime.getRuntime().availableProcessors(), embedder.concurrency());
        var failure = new AtomicReference<EmbeddingException>();
        IntStream.range(0, PICTURES)
                .filter(index -> !here.pictures().containsKey(index))
                .boxed()
                .gather(Gatherers.mapConcurrent(together, index -> {
                    see(index, embedder, here, failure);
                    return index;
                }))
                .forEach(_ -> {});
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private void see(int index, Embedder embedder, Begun here, AtomicReference<EmbeddingException> failure) {
        if (failure.get() != null) {
            return;
        }
        try {
            here.pictures().put(index, unlessStopping(() -> embedder.image(drawn(index), Purpose.INDEX)));
        } catch (EmbeddingException e) {
            failure.compareAndSet(null, e);
        }
    }

    /// Nobody waits for hundreds of vectors who wants Sightline to stop.
    private <T> T unlessStopping(Supplier<T> vectors) {
        if (stopping) {
            throw new EmbeddingException("Sightline is stopping.", true, null);
        }
        return vectors.get();
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        stopping = true;
    }

    private static Picture drawn(int index) {
        var image = Painter.paint(Scene.of(SEED, index));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var rgb = new byte[pixels.length * 3];
        for (int i = 0; i < pixels.length; i++) {
            rgb[i * 3] = (byte) (pixels[i] >> 16);
            rgb[i * 3 + 1] = (byte) (pixels[i] >> 8);
            rgb[i * 3 + 2] = (byte) pixels[i];
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }

    private static List<String> queries() {
        try (var in = Calibrations.class.getResourceAsStream(QUERIES)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(List<Vector> vectors) {
        int size = vectors.getFirst().toBytes().length;
        var bytes = new byte[size * vectors.size()];
        for (int i = 0; i < vectors.size(); i++) {
            System.arraycopy(vectors.get(i).toBytes(), 0, bytes, i * size, size);
        }
        return bytes;
    }

    private static List<Vector> vectors(byte[] bytes, int dimension) {
        int size = dimension * Float.BYTES;
        return IntStream.range(0, bytes.length / size)
                .mapToObj(i -> Vector.fromBytes(Arrays.copyOfRange(bytes, i * size, (i + 1) * size)))
                .toList();
    }
}
