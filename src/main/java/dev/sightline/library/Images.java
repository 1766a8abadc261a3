package dev.sightline.library;

import dev.sightline.account.Person;
import dev.sightline.picture.Exposure;
import dev.sightline.picture.Place;
import dev.sightline.picture.Sequence;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The catalogue in PostgreSQL: what is known of every image, apart from how it got in.
@ApplicationScoped
public class Images {

    private static final String COLUMNS = """
            select i.id, i.name, i.title, i.description, i.machine_title, i.machine_description, i.tags, i.media_type, i.size, i.width, i.height, i.taken_at,
                i.taken_offset, i.uploaded_at, i.date, i.state, i.failure_code, i.failure_reason, i.trashed_at,
                i.camera, i.lens, i.exposure_time, i.aperture, i.iso, i.focal_length, i.focal_length_35, i.flash, i.rating,
                i.latitude is not null as placed, i.colours, i.placeholder, i.sequence, i.thumbnail_2x, i.version, i.object_key,
                exists (select from favourite f where f.image_id = i.id and f.person_id = :person) as favourite,
                (select s.name from image_style s where s.image_id = i.id) as style,
                array(select m.tag from machine_tag m where m.image_id = i.id and not m.refused order by m.tag)
                    as machine_tags,
                array(select m.probability from machine_tag m where m.image_id = i.id and not m.refused order by m.tag)
                    as probabilities
            from image i
            """;

    static final String SQUARE = "abs(i.width - i.height) * 50 <= greatest(i.width, i.height)";

    private final Jdbi jdbi;

    Images(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The image of this id, or the one that an upload of this id turned out to be a duplicate of.
    public Optional<Image> find(UUID id, Person person) {
        return jdbi.withHandle(handle ->
                select(handle, """
                where i.id = coalesce((select u.image_id from upload u where u.id = :id and u.state = 'duplicate'), :id)
                """, person).bind("id", id).map(Images::image).findOne());
    }

    /// Those of these images that are there, in the order asked for.
    public List<Image> byIds(List<UUID> ids, Person person) {
        Map<UUID, Image> found = jdbi.withHandle(handle -> select(handle, "where i.id = any(:ids)", person)
                .bindArray("ids", UUID.class, ids)
                .map(Images::image)
                .collect(Collectors.toMap(Image::id, Function.identity())));
        return ids.stream().map(found::get).filter(image -> image != null).toList();
    }

    /// Up to `limit` images that pass, newest first, from the place that the cursor names.
    List<Image> list(long collection, Filter filter, ListCursor from, int limit, Person person) {
        var conditions = conditions(filter);
        if (from != null) {
            conditions.add("(i.date, i.id) < (:date, :id)");
        }
        return jdbi.withHandle(handle -> {
            var query = select(
                            handle,
                            "where " + String.join(" and ", conditions)
                                    + " order by i.date desc, i.id desc limit :limit",
                            person)
                    .bind("limit", limit);
            if (from != null) {
                query.bind("date", utc(from.date())).bind("id", from.id());
            }
            return bind(query, collection, filter).map(Images::image).list();
        });
    }

    /// The images that pass within a stretch of the timeline, newest first.
    List<Image> within(long collection, Filter filter, Stretch stretch, Person person) {
        var conditions = conditions(filter);
        conditions.add("i.date >= :monthStart and i.date < :monthEnd");
        if (stretch.from() != null) {
            conditions.add("(i.date, i.id) <= (:from, :fromId)");
        }
        if (stretch.until() != null) {
            conditions.add("(i.date, i.id) > (:until, :untilId)");
        }
        return jdbi.withHandle(handle -> {
            var query = select(
                            handle,
                            "where " + String.join(" and ", conditions) + " order by i.date desc, i.id desc",
                            person)
                    .bind("monthStart", start(stretch.month()))
                    .bind("monthEnd", start(stretch.month().plusMonths(1)));
            if (stretch.from() != null) {
                query.bind("from", stretch.from().date())
                        .bind("fromId", stretch.from().key());
            }
            if (stretch.until() != null) {
                query.bind("until", stretch.until().date())
                        .bind("untilId", stretch.until().key());
            }
            return bind(query, collection, filter).map(Images::image).list();
        });
    }

    private static OffsetDateTime start(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    long count(long collection, Filter filter, Person person) {
        var sql = "select count(*) from image i where " + String.join(" and ", conditions(filter));
        return jdbi.withHandle(handle -> bind(handle.createQuery(sql).bind("person", person.id()), collection, filter)
                .mapTo(long.class)
                .one());
    }

    /// The ids of up to `limit` images that pass the filter, newest first.
    public List<UUID> ids(long collection, Filter filter, int limit, Person person) {
        var sql = "select i.id from image i where " + String.join(" and ", conditions(filter))
                + " order by i.date desc, i.id desc limit :limit";
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(sql).bind("person", person.id()).bind("limit", limit), collection, filter)
                .mapTo(UUID.class)
                .list());
    }

    /// All images that pass the filter.
    public Set<UUID> passing(long collection, Filter filter, Person person) {
        var sql = "select i.id from image i where " + String.join(" and ", conditions(filter));
        return jdbi.withHandle(handle -> bind(handle.createQuery(sql).bind("person", person.id()), collection, filter)
                .mapTo(UUID.class)
                .set());
    }

    /// Those of these images that pass the filter.
    public Set<UUID> passing(long collection, Filter filter, Collection<UUID> images, Person person) {
        var sql = "select i.id from image i where i.id = any(:images) and " + String.join(" and ", conditions(filter));
        return jdbi.withHandle(handle -> bind(
                        handle.createQuery(sql)
                                .bind("person", person.id())
                                .bindArray("images", UUID.class, List.copyOf(images)),
                        collection,
                        filter)
                .mapTo(UUID.class)
                .set());
    }

    /// Those of these images that are there, newest first.
    public List<UUID> newestFirst(List<UUID> ids) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select i.id from image i where i.id = any(:ids) order by i.date desc, i.id desc")
                .bindArray("ids", UUID.class, ids)
                .mapTo(UUID.class)
                .list());
    }

    /// Where an image was taken, if its file or its sidecar says so.
    Optional<Place> place(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select latitude, longitude, altitude from image where id = :id and latitude is not null
                        """)
                .bind("id", id)
                .map((row, _) -> new Place(
                        row.getDouble("latitude"), row.getDouble("longitude"), row.getObject("altitude", Double.class)))
                .findOne());
    }

    /// The image shown before (newer) and after (older) this one in the library; either may be missing.
    Neighbours neighbours(long collection, Image image, Person person) {
        return new Neighbours(
                neighbour(collection, image, person, ">", "asc"), neighbour(collection, image, person, "<", "desc"));
    }

    private Image neighbour(long collection, Image image, Person person, String side, String order) {
        var sql = """
                where i.collection_id = :collection and i.trashed_at is null and i.state <> 'failed'
                    and (i.date, i.id) %s (:date, :id)
                order by i.date %s, i.id %s limit 1
                """.formatted(side, order, order);
        return jdbi.withHandle(handle -> select(handle, sql, person)
                .bind("collection", collection)
                .bind("date", utc(image.date()))
                .bind("id", image.id())
                .map(Images::image)
                .findOne()
                .orElse(null));
    }

    /// Sets the words of an image if it still is at the version that they were written for. Whatever the patch named is
    /// the person's from then on, and no longer the file's.
    ///
    /// @return whether it was
    boolean describe(UUID id, int version, Words.Result words) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                                update image set title = :title, description = :description, tags = :tags,
                                    edited = array(select distinct unnest(edited || :set::text[])), version = version + 1
                                where id = :id and version = :version
                                """)
                        .bind("id", id)
                        .bind("version", version)
                        .bind("title", words.title())
                        .bind("description", words.description())
                        .bindArray("tags", String.class, words.tags())
                        .bindArray("set", String.class, List.copyOf(words.set()))
                        .execute())
                == 1;
    }

    void trash(UUID id) {
        jdbi.useTransaction(handle ->
                changeTrash(handle, id, "update image set trashed_at = now() where id = :id and trashed_at is null"));
    }

    void restore(UUID id) {
        jdbi.useTransaction(handle -> restore(handle, id));
    }

    /// Takes an image out of the trash, within a transaction; it need not be there. To be its last statement.
    public static void restore(Handle handle, UUID id) {
        changeTrash(handle, id, "update image set trashed_at = null where id = :id and trashed_at is not null");
    }

    private static void changeTrash(Handle handle, UUID id, String sql) {
        if (handle.createUpdate(sql).bind("id", id).execute() == 1) {
            recordIndexChange(handle, id);
        }
    }

    /// Says, within the transaction that made it, that what an engine holds of an image is no longer true. To be the
    /// last statement: others wait for the number that it takes.
    public static void recordIndexChange(Handle handle, UUID id) {
        handle.createQuery("select record_index_change(:id)::text")
                .bind("id", id)
                .mapTo(String.class)
                .findOne();
    }

    /// As [#recordIndexChange], for many.
    public static void recordIndexChanges(Handle handle, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            handle.createQuery("select record_index_changes(:ids)::text")
                    .bindArray("ids", UUID.class, List.copyOf(ids))
                    .mapTo(String.class)
                    .findOne();
        }
    }

    /// As [#recordIndexChanges], of images that have fewer entries than before.
    public static void recordIndexRemovals(Handle handle, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            handle.createQuery("select record_index_removals(:ids)::text")
                    .bindArray("ids", UUID.class, List.copyOf(ids))
                    .mapTo(String.class)
                    .findOne();
        }
    }

    void favour(UUID id, Person person) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into favourite (person_id, image_id) values (:person, :id) on conflict do nothing")
                .bind("person", person.id())
                .bind("id", id)
                .execute());
    }

    void unfavour(UUID id, Person person) {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from favourite where person_id = :person and image_id = :id")
                        .bind("person", person.id())
                        .bind("id", id)
                        .execute());
    }

    long processing(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select count(*) from image
                        where collection_id = :collection and trashed_at is null and state <> 'ready'
                            and state <> 'failed'
                        """)
                .bind("collection", collection)
                .mapTo(long.class)
                .one());
    }

    /// How many images are in which state: `received` to `ready`, `failed`, and `trashed` for those in the trash.
    public Map<String, Long> counts(long collection) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select case when trashed_at is null then state else 'trashed' end as state, count(*) as count
                        from image where collection_id = :collection group by 1 order by 1
                        """)
                .bind("collection", collection)
                .reduceRows(new LinkedHashMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("state", String.class), row.getColumn("count", Long.class));
                    return counts;
                }));
    }

    private static Query select(Handle handle, String rest, Person person) {
        return handle.createQuery(COLUMNS + rest).bind("person", person.id());
    }

    /// What SQL asks of `image i` under a filter; [#bind] gives it its values.
    static List<String> conditions(Filter filter) {
        var conditions = new ArrayList<>(
                List.of("i.collection_id = :collection", "i.trashed_at is null", "i.state <> 'failed'"));
        if (!filter.types().isEmpty()) {
            conditions.add("i.media_type = any(:types)");
        }
        if (filter.after() != null) {
            conditions.add("i.date >= :after");
        }
        if (filter.before() != null) {
            conditions.add("i.date < :before");
        }
        if (!filter.tags().isEmpty()) {
            conditions.add("i.tags @> :tags::text[]");
        }
        if (filter.favourite()) {
            conditions.add("exists (select from favourite f where f.image_id = i.id and f.person_id = :person)");
        }
        if (!filter.cameras().isEmpty()) {
            conditions.add("i.camera ilike any(:cameras::text[])");
        }
        if (!filter.lenses().isEmpty()) {
            conditions.add("i.lens ilike any(:lenses::text[])");
        }
        if (!filter.colours().isEmpty()) {
            conditions.add("i.colour_names @> :colours::text[]");
        }
        if (!filter.shapes().isEmpty()) {
            conditions.add(filter.shapes().stream().map(Images::shape).collect(Collectors.joining(" or ", "(", ")")));
        }
        if (!filter.styles().isEmpty()) {
            conditions.add("i.id in (select s.image_id from image_style s where lower(s.name) = any(:styles))");
        }
        for (int i = 0; i < filter.bounds().size(); i++) {
            var bound = filter.bounds().get(i);
            conditions.add("%s %s :bound%d".formatted(bound.quantity().sql, bound.comparison().sql, i));
        }
        return conditions;
    }

    private static String shape(Filter.Shape shape) {
        return switch (shape) {
            case SQUARE -> SQUARE;
            case LANDSCAPE -> "i.width > i.height and not " + SQUARE;
            case PORTRAIT -> "i.width < i.height and not " + SQUARE;
        };
    }

    static Query bind(Query query, long collection, Filter filter) {
        query.bind("collection", collection);
        if (!filter.types().isEmpty()) {
            query.bindArray("types", String.class, List.copyOf(filter.types()));
        }
        if (filter.after() != null) {
            query.bind("after", utc(filter.after()));
        }
        if (filter.before() != null) {
            query.bind("before", utc(filter.before()));
        }
        if (!filter.tags().isEmpty()) {
            query.bindArray("tags", String.class, filter.tags());
        }
        if (!filter.cameras().isEmpty()) {
            query.bindArray("cameras", String.class, containing(filter.cameras()));
        }
        if (!filter.lenses().isEmpty()) {
            query.bindArray("lenses", String.class, containing(filter.lenses()));
        }
        if (!filter.colours().isEmpty()) {
            query.bindArray("colours", String.class, filter.colours());
        }
        if (!filter.styles().isEmpty()) {
            query.bindArray(
                    "styles",
                    String.class,
                    filter.styles().stream()
                            .map(style -> style.toLowerCase(Locale.ROOT))
                            .toList());
        }
        for (int i = 0; i < filter.bounds().size(); i++) {
            query.bind("bound" + i, filter.bounds().get(i).value());
        }
        return query;
    }

    /// Patterns of texts with these in them, whatever signs they have.
    private static List<String> containing(List<String> parts) {
        return parts.stream()
                .map(part -> "%" + part.replaceAll("[\\\\%_]", "\\\\$0") + "%")
                .toList();
    }

    private static Image image(ResultSet row, StatementContext context) throws SQLException {
        return new Image(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("title"),
                row.getString("description"),
                strings(row, "tags"),
                machine(row),
                row.getString("media_type"),
                row.getLong("size"),
                row.getObject("width", Integer.class),
                row.getObject("height", Integer.class),
                takenAt(row),
                row.getString("camera"),
                row.getString("lens"),
                exposure(row),
                row.getObject("rating", Integer.class),
                instant(row, "uploaded_at"),
                status(row),
                row.getString("failure_code") == null
                        ? null
                        : new Image.Failure(row.getString("failure_code"), row.getString("failure_reason")),
                row.getString("style"),
                row.getBoolean("favourite"),
                strings(row, "colours"),
                row.getString("placeholder"),
                Sequence.of(row.getString("sequence")),
                row.getBoolean("thumbnail_2x"),
                row.getObject("taken_offset") != null,
                row.getBoolean("placed"),
                row.getInt("version"),
                instant(row, "date"),
                row.getString("object_key"));
    }

    private static Image.Machine machine(ResultSet row) throws SQLException {
        var tags = strings(row, "machine_tags");
        var probabilities = (Double[]) row.getArray("probabilities").getArray();
        return new Image.Machine(
                row.getString("machine_title"),
                row.getString("machine_description"),
                IntStream.range(0, tags.size())
                        .mapToObj(i -> new MachineTag(tags.get(i), probabilities[i]))
                        .toList());
    }

    private static Exposure exposure(ResultSet row) throws SQLException {
        return Exposure.of(
                row.getObject("exposure_time", Double.class),
                row.getObject("aperture", Double.class),
                row.getObject("iso", Integer.class),
                row.getObject("focal_length", Double.class),
                row.getObject("focal_length_35", Integer.class),
                row.getObject("flash", Boolean.class));
    }

    private static Image.Status status(ResultSet row) throws SQLException {
        if (row.getObject("trashed_at") != null) {
            return Image.Status.TRASHED;
        }
        return switch (row.getString("state")) {
            case "ready" -> Image.Status.READY;
            case "failed" -> Image.Status.FAILED;
            default -> Image.Status.PROCESSING;
        };
    }

    private static OffsetDateTime takenAt(ResultSet row) throws SQLException {
        var takenAt = row.getObject("taken_at", OffsetDateTime.class);
        if (takenAt == null) {
            return null;
        }
        int offset = row.getInt("taken_offset");
        return takenAt.withOffsetSameInstant(ZoneOffset.ofTotalSeconds(offset));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> strings(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
