package dev.sightline.index;

import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/// The [Calibration] of each space: made once, when it is first asked for, and kept in PostgreSQL.
@ApplicationScoped
public class Calibrations {

    private static final Logger LOG = Logger.getLogger(Calibrations.class);
    private static final String QUERIES = "/calibration/queries.txt";
    private static final int PICTURES = 64;
    /// Another seed than that of any demo collection: these pictures are in nobody's library.
    private static final long SEED = 1009;

    private final Jdbi jdbi;
    private final Generations generations;
    private final Map<Long, Calibration> known = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    Calibrations(Jdbi jdbi, Generations generations) {
        this.jdbi = jdbi;
        this.generations = generations;
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
        return jdbi.withHandle(
                handle -> handle.createQuery("select queries, pictures from calibration where space_id = :space")
                        .bind("space", generation.spaceId())
                        .map((row, _) -> new Calibration(
                                vectors(row.getBytes("queries"), generation.dimension()),
                                vectors(row.getBytes("pictures"), generation.dimension())))
                        .findOne());
    }

    private Calibration make(Generation generation) {
        LOG.infof("Calibrating generation %d", generation.id());
        var embedder = generations.embedder(generation);
        var made = new Calibration(
                queries().stream()
                        .map(query -> unlessStopping(() -> embedder.text(query, Purpose.QUERY)))
                        .toList(),
                IntStream.range(0, PICTURES)
                        .parallel()
                        .mapToObj(index -> unlessStopping(() -> embedder.image(drawn(index), Purpose.INDEX)))
                        .toList());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calibration (space_id, queries, pictures) values (:space, :queries, :pictures)
                        on conflict do nothing
                        """)
                .bind("space", generation.spaceId())
                .bind("queries", bytes(made.queries()))
                .bind("pictures", bytes(made.pictures()))
                .execute());
        return made;
    }

    /// Nobody waits for hundreds of vectors who wants Sightline to stop.
    private Vector unlessStopping(Supplier<Vector> vector) {
        if (stopping) {
            throw new EmbeddingException("Sightline is stopping.", true, null);
        }
        return vector.get();
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
