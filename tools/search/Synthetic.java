import dev.sightline.demo.labels.DemoWords;
import dev.sightline.demo.scene.Scene;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.clip.ClipEmbedder;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;
import dev.sightline.index.Calibration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.postgresql.PGConnection;

/// Pictures that were never drawn: what a caption says is the vector of their pixels, with noise.
///
/// A quarter of them say what they show in their description, all have an occasion, a town, an article code and two of
/// 20,000 invented words. Of dates, types and tags there are some that 1, 10 and 50 % have, by chance.
class Synthetic {

    /// The first of a thousand days, of which each has about as many pictures.
    static final LocalDate FIRST = LocalDate.of(2022, 1, 1);

    static final int DAYS = 1000;

    /// Length of the noise against that of the caption's vector: as far apart as a drawing and its caption are.
    private static final double NOISE = 1.2;

    /// So many captions, each of many pictures.
    private static final int SCENES = 20_000;

    private static final int BLOCK = 1000;
    private static final long SEED = 7;
    private static final List<String> CAMERAS = List.of("Apple iPhone 15 Pro", "Nikon D750", "Fujifilm X-T5", "Google Pixel 8");
    private static final List<String> COLOURS = List.of("red", "orange", "yellow", "green", "blue", "purple", "grey", "white");

    private final ClipEmbedder model;
    private final Map<String, Vector> texts = new ConcurrentHashMap<>();
    private final Callable<Connection> connections;
    private final int kinds;
    private Calibration calibration;
    private long space;

    Synthetic(Path model, Callable<Connection> connections, int kinds) {
        this.model = embedder(model);
        this.connections = connections;
        this.kinds = kinds;
    }

    static ClipEmbedder embedder(Path model) {
        return new ClipEmbedder(ModelFiles.in(model), new OnnxSettings(1, true), NativeLibraries.inTheUsualPlace());
    }

    /// The words are counted at the end, as an audit does, and not with each picture.
    void fill(int count) throws Exception {
        try (var connection = connections.call();
                var statement = connection.createStatement()) {
            readCalibration(connection);
            statement.execute("alter table image disable trigger user");
            var next = new AtomicInteger();
            int workers = Runtime.getRuntime().availableProcessors();
            try (var pool = Executors.newFixedThreadPool(workers)) {
                var fills = new ArrayList<Callable<Void>>();
                for (int i = 0; i < workers; i++) {
                    fills.add(() -> fill(next, count));
                }
                for (var filled : pool.invokeAll(fills)) {
                    filled.get();
                }
            }
            statement.execute("alter table image enable trigger user");
            statement.execute("insert into lexeme (collection_id, kind, term, images) select * from counted_lexeme");
            statement.execute("""
                    insert into image_tag (collection_id, tag, image_id)
                    select distinct i.collection_id, t, i.id from image i, unnest(i.tags) t""");
            statement.execute("update collection c set images = (select count(*) from image i where i.collection_id = c.id)");
            statement.execute("""
                    insert into vocabulary (collection_id, kind, term, shown, images)
                    select i.collection_id, v.kind, v.term, min(v.shown), count(*)
                    from image i, image_vocabulary(i.language, i.title, i.tags, i.camera, i.lens) v
                    group by i.collection_id, v.kind, v.term""");
            statement.execute("select record_index_changes(array(select id from image order by id desc limit 1))");
            statement.execute("vacuum analyze");
        }
    }

    private void readCalibration(Connection connection) throws SQLException {
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
            vectors.add(Vector.fromBytes(Arrays.copyOfRange(bytes, from, from + size)));
        }
        return vectors;
    }

    private Void fill(AtomicInteger next, int count) throws Exception {
        try (var connection = connections.call()) {
            connection.createStatement().execute("set synchronous_commit = off");
            for (int from = next.getAndAdd(BLOCK); from < count; from = next.getAndAdd(BLOCK)) {
                fill(connection, from, Math.min(count, from + BLOCK));
            }
        }
        return null;
    }

    private void fill(Connection connection, int from, int to) throws SQLException, IOException {
        var images = new StringBuilder();
        var vectors = new StringBuilder();
        for (int index = from; index < to; index++) {
            var random = new Random(index * 31L + 5);
            var id = id(index, random);
            var words = DemoWords.of(SEED, index);
            var caption = Texts.caption(Scene.of(SEED, index % SCENES), new Random(index % SCENES));
            images.append(row(id, index, words, caption, random));
            var pixels = noisy(text(caption), random);
            append(vectors, id, "image", pixels);
            if (kinds > 1) {
                var text = text(words.title());
                append(vectors, id, "text", text);
                append(vectors, id, "combined", mean(pixels, text));
            }
        }
        copy(connection, "image (id, collection_id, object_key, name, title, description, tags, media_type, taken_at, camera, "
                + "colours, colour_names, size, width, height, state, metadata_version, compared_at)", images);
        copy(connection, "vector (space_id, image_id, kind, ordinal, embedding, level)", vectors);
    }

    /// Of version 7: in order, and its second half by chance.
    private static UUID id(int index, Random random) {
        return new UUID(0x0190_0000_0000_7000L + ((long) index << 16), 0x8000_0000_0000_0000L | random.nextLong() >>> 2);
    }

    private Vector text(String text) {
        return texts.computeIfAbsent(text, _ -> model.text(text, Purpose.INDEX));
    }

    private static String row(UUID id, int index, DemoWords words, String caption, Random random) {
        var description = "%s Article %s, %s %s".formatted(random.nextInt(4) == 0 ? caption : "", words.code(),
                Texts.invented(random), Texts.invented(random));
        var colour = COLOURS.get(random.nextInt(COLOURS.size()));
        return String.join("\t", id.toString(), "1", "originals/" + id, "IMG_%06d.jpg".formatted(index), words.title(),
                description.strip(), "{%s%s}".formatted(words.town().toLowerCase(Locale.ROOT), tag(random.nextInt(100))), type(random.nextInt(100)),
                FIRST.plusDays(random.nextInt(DAYS)) + "T12:00:00Z", CAMERAS.get(random.nextInt(CAMERAS.size())), "{#4f8a4a}",
                "{" + colour + "}", "1000000", "960", "640", "ready", "1000", "2026-01-01T00:00:00Z") + "\n";
    }

    private static String tag(int percent) {
        return percent < 1 ? ",zenith" : percent < 11 ? ",tandem" : percent < 61 ? ",halves" : "";
    }

    private static String type(int percent) {
        return percent < 1 ? "image/gif" : percent < 11 ? "image/webp" : percent < 61 ? "image/png" : "image/jpeg";
    }

    private void append(StringBuilder rows, UUID id, String kind, Vector vector) {
        rows.append(space).append('\t').append(id).append('\t').append(kind).append("\t0\t\\\\x")
                .append(HexFormat.of().formatHex(vector.toBytes())).append('\t').append(calibration.level(vector)).append('\n');
    }

    private static void copy(Connection connection, String table, StringBuilder rows) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("copy " + table + " from stdin",
                        new ByteArrayInputStream(rows.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static Vector noisy(Vector vector, Random random) {
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
