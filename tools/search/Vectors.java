import dev.sightline.embedding.Vector;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The vectors of all pixels, and the nearest of them by comparing everything.
class Vectors {

    /// A picture and what filters ask of it.
    record Picture(UUID id, String type, LocalDate date, Set<String> tags, Vector vector) {}

    final List<Picture> pictures;

    private Vectors(List<Picture> pictures) {
        this.pictures = pictures;
    }

    static Vectors read(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(1000);
            var rows = statement.executeQuery("""
                    select i.id, i.media_type, i.date, i.tags, v.embedding from image i join vector v on v.image_id = i.id
                    where v.kind = 'image'""");
            var pictures = new ArrayList<Picture>();
            while (rows.next()) {
                pictures.add(new Picture(
                        rows.getObject(1, UUID.class), rows.getString(2), rows.getObject(3, OffsetDateTime.class).toLocalDate(),
                        Set.of((String[]) rows.getArray(4).getArray()), Vector.fromBytes(rows.getBytes(5))));
            }
            return new Vectors(pictures);
        }
    }

    Set<UUID> nearest(Vector query, Predicate<Picture> filter, int k) {
        var passing = pictures.stream().filter(filter).toList();
        double[] cosines = passing.stream().parallel().mapToDouble(picture -> query.cosine(picture.vector())).toArray();
        var nearest = IntStream.range(0, cosines.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> -cosines[i]).thenComparing(i -> passing.get(i).id()))
                .limit(k)
                .map(i -> passing.get(i).id())
                .toList();
        return new HashSet<>(nearest);
    }
}
