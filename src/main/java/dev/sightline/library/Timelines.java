package dev.sightline.library;

import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/// The library in the order of time, as chunks of known shape whose pictures are asked for one chunk at a time.
@ApplicationScoped
class Timelines {

    private final Jdbi jdbi;
    private final Collections collections;
    private final Images images;

    Timelines(Jdbi jdbi, Collections collections, Images images) {
        this.jdbi = jdbi;
        this.collections = collections;
        this.images = images;
    }

    /// All chunks, newest first. Every picture that passes is read, but of the index alone; to cut here and not in SQL
    /// takes less time than the window functions that it would need.
    ///
    /// @param at a place that a chunk has to begin with, or null
    List<Chunk> chunks(Filter filter, Stretch at, Person person) {
        var sql = "select i.date, i.id, i.width, i.height from image i where "
                + String.join(" and ", Images.conditions(filter)) + " order by i.date desc, i.id desc";
        return jdbi.withHandle(handle -> Images.bind(
                        handle.createQuery(sql).bind("person", person.id()), collections.library(), filter)
                .scanResultSet((rows, _) -> chunks(rows.get(), at)));
    }

    private static List<Chunk> chunks(ResultSet row, Stretch at) throws SQLException {
        var chunker = new Chunker(at);
        while (row.next()) {
            var moment = Moment.of(row.getObject(1, OffsetDateTime.class), row.getObject(2, UUID.class));
            int width = row.getInt(3);
            int height = row.getInt(4);
            chunker.add(moment, Chunk.shape(height == 0 ? Shapes.UNKNOWN : Shapes.hundredths(width, height)));
        }
        return chunker.end();
    }

    /// The pictures of a chunk, newest first.
    List<Image> images(Stretch stretch, Filter filter, Person person) {
        return images.within(collections.library(), filter, stretch, person);
    }

    /// Changes whenever there is something else to be seen: pictures that came, went, or were understood.
    String state(Person person) {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select concat_ws('.', count(*), count(*) filter (where i.state <> 'ready'), count(i.width), max(i.uploaded_at))
                        from image i where %s
                        """.formatted(String.join(" and ", Images.conditions(Filter.NONE))))
                        .bind("collection", collections.library())
                        .bind("person", person.id())
                        .mapTo(String.class)
                        .one());
    }
}
