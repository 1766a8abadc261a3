package dev.sightline.index;

import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
    private final Embedder embedder;
    private long space = -1;
    private Calibration calibration;

    Calibrations(Jdbi jdbi, Embedder embedder) {
        this.jdbi = jdbi;
        this.embedder = embedder;
    }

    /// The calibration of the embedder's space.
    public synchronized Calibration of(Generation generation) {
        if (space != generation.space()) {
            calibration = find(generation).orElseGet(() -> make(generation));
            space = generation.space();
        }
        return calibration;
    }

    private Optional<Calibration> find(Generation generation) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select queries, pictures from calibration where space_id = :space")
                        .bind("space", generation.space())
                        .map((row, _) -> new Calibration(
                                vectors(row.getBytes("queries"), generation.dimension()),
                                vectors(row.getBytes("pictures"), generation.dimension())))
                        .findOne());
    }

    private Calibration make(Generation generation) {
        LOG.infof("Calibrating generation %d", generation.id());
        var made = new Calibration(
                embedder.texts(queries(), Purpose.QUERY),
                IntStream.range(0, PICTURES)
                        .parallel()
                        .mapToObj(index -> embedder.image(drawn(index), Purpose.INDEX))
                        .toList());
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into calibration (space_id, queries, pictures) values (:space, :queries, :pictures)
                        on conflict do nothing
                        """)
                .bind("space", generation.space())
                .bind("queries", bytes(made.queries()))
                .bind("pictures", bytes(made.pictures()))
                .execute());
        return made;
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
