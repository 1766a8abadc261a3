import dev.sightline.demo.labels.DemoWords;
import dev.sightline.demo.scene.Scene;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.clip.ClipEmbedder;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;
import dev.sightline.index.Calibration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;

/// Pictures that were never drawn: what a caption says is their vector, with noise. Each has words that only its title,
/// its tag and its article code say, and three vectors: of its pixels, of its text, and of both.
class Synthetic {

    /// Length of the noise against that of the caption's vector: as far apart as a drawing and its caption are.
    private static final double NOISE = 1.2;

    private static final int BLOCK = 1000;
    private static final long SEED = 7;

    private final ClipEmbedder model;
    private final Calibration calibration;
    private final Connection connection;
    private final long space;

    Synthetic(Path model, Connection connection) throws SQLException {
        this.model = new ClipEmbedder(
                ModelFiles.in(model), new OnnxSettings(1, true), NativeLibraries.inTheUsualPlace());
        this.connection = connection;
        try (var row = connection.createStatement()
                .executeQuery("select c.* from calibration c join generation g using (space_id) where g.state = 'active'")) {
            row.next();
            space = row.getLong("space_id");
            calibration = new Calibration(vectors(row.getBytes("queries")), vectors(row.getBytes("pictures")));
        }
    }

    private List<Vector> vectors(byte[] bytes) {
        int size = model.space().dimension() * Float.BYTES;
        var vectors = new ArrayList<Vector>();
        for (int from = 0; from < bytes.length; from += size) {
            vectors.add(Vector.fromBytes(java.util.Arrays.copyOfRange(bytes, from, from + size)));
        }
        return vectors;
    }

    void fill(int count) throws SQLException, IOException {
        for (int from = 0; from < count; from += BLOCK) {
            fill(from, Math.min(count, from + BLOCK));
        }
        try (var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    private void fill(int from, int to) throws SQLException, IOException {
        var images = new StringBuilder();
        var vectors = new StringBuilder();
        for (int index = from; index < to; index++) {
            var id = new UUID(0x0190_0000_0000_7000L + ((long) index << 16), 0x8000_0000_0000_0000L | index);
            var words = DemoWords.of(SEED, index);
            images.append("%s\t1\toriginals/%s\tIMG_%06d.jpg\t%s\tArticle %s\t{\"%s\"}\timage/jpeg\t1000000\t960\t640\tready\t1\t%s\n"
                    .formatted(id, id, index, words.title(), words.code(), words.town(), "2020-01-01T00:00:00Z"));
            var pixels = noisy(model.text(Texts.caption(Scene.of(SEED, index), new Random(index)), Purpose.INDEX), index);
            var text = model.text(words.title(), Purpose.INDEX);
            append(vectors, id, "image", pixels);
            append(vectors, id, "text", text);
            append(vectors, id, "combined", mean(pixels, text));
        }
        copy("image (id, collection_id, object_key, name, title, description, tags, media_type, size, width, height, state, "
                + "metadata_version, taken_at)", images);
        copy("vector (space_id, image_id, kind, ordinal, embedding, level)", vectors);
    }

    private void append(StringBuilder rows, UUID id, String kind, Vector vector) {
        rows.append(space).append('\t').append(id).append('\t').append(kind).append("\t0\t\\\\x")
                .append(HexFormat.of().formatHex(vector.toBytes())).append('\t').append(calibration.level(vector)).append('\n');
    }

    private void copy(String table, StringBuilder rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("copy " + table + " from stdin",
                        new java.io.ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Vector noisy(Vector vector, int seed) {
        var random = new Random(seed);
        var values = vector.toArray();
        double each = NOISE / Math.sqrt(values.length);
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (each * random.nextGaussian());
        }
        return Vector.normalised(values);
    }

    private static Vector mean(Vector one, Vector other) {
        var a = one.toArray();
        var b = other.toArray();
        for (int i = 0; i < a.length; i++) {
            a[i] += b[i];
        }
        return Vector.normalised(a);
    }
}
