package dev.sightline.ingest;

import dev.sightline.web.Phrases;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// What the sweep found wrong and put right, for everybody to see: a repair that nobody hears of hides what broke it.
@ApplicationScoped
public class Repairs {

    private static final Logger LOG = Logger.getLogger(Repairs.class);
    private static final Duration KEPT = Duration.ofDays(90);

    private final Jdbi jdbi;

    Repairs(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public enum Kind {
        /// A ready image had no vector in the active generation.
        VECTOR_MISSING,
        /// The engine did not hold what PostgreSQL does.
        ENTRY_MISSING,
        /// The engine held an image that is gone.
        ENTRY_EXTRA,
        /// The engine held something else than PostgreSQL does.
        ENTRY_STALE,
        /// An image's file was gone from the storage.
        OBJECT_MISSING,
        /// An image's file in the storage was not the one that was taken in.
        OBJECT_CHANGED,
        /// A file in the storage belonged to no image.
        ROW_MISSING,
        /// A rendition was gone from the storage.
        RENDITION_MISSING,
        /// A rendition belonged to no image.
        RENDITION_EXTRA;

        /// What was done about so many of them.
        String done(long count) {
            return switch (this) {
                case VECTOR_MISSING -> Phrases.count(count, "missing vector", "missing vectors") + " made again";
                case ENTRY_MISSING ->
                    Phrases.count(count, "missing index entry", "missing index entries") + " put back";
                case ENTRY_EXTRA ->
                    Phrases.count(count, "left-over index entry", "left-over index entries") + " removed";
                case ENTRY_STALE ->
                    Phrases.count(count, "outdated index entry", "outdated index entries") + " replaced";
                case OBJECT_MISSING ->
                    Phrases.count(count, "picture", "pictures") + " whose file was gone marked as failed";
                case OBJECT_CHANGED ->
                    Phrases.count(count, "picture", "pictures") + " whose file had changed marked as failed";
                case ROW_MISSING -> Phrases.count(count, "file", "files") + " that belonged to no picture taken in";
                case RENDITION_MISSING ->
                    Phrases.count(count, "missing rendition", "missing renditions") + " made again";
                case RENDITION_EXTRA ->
                    Phrases.count(count, "left-over rendition", "left-over renditions") + " deleted";
            };
        }

        /// As the API says it: `vector-missing`.
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /// @param image  may be gone, or null
    /// @param detail what was done, in words
    public record Repair(Kind kind, UUID image, String detail, Instant at) {}

    public void record(Kind kind, UUID image, String detail) {
        LOG.warnf("Repaired %s of image %s: %s", kind.code(), image, detail);
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into repair (kind, image_id, detail) values (:kind, :image, :detail)")
                .bind("kind", kind.code())
                .bind("image", image)
                .bind("detail", detail)
                .execute());
    }

    /// How many of each kind in the last ninety days; kinds without any are left out.
    public Map<String, Long> counts() {
        return jdbi.withHandle(handle -> handle.createQuery("select kind, count(*) as count from repair group by kind")
                .reduceRows(new TreeMap<>(), (counts, row) -> {
                    counts.put(row.getColumn("kind", String.class), row.getColumn("count", Long.class));
                    return counts;
                }));
    }

    /// What was done in the last ninety days, in words.
    List<String> done() {
        return counts().entrySet().stream()
                .map(count -> Kind.of(count.getKey()).done(count.getValue()))
                .toList();
    }

    /// The latest first.
    public List<Repair> latest(int limit) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from repair order by at desc, id desc limit :limit")
                        .bind("limit", limit)
                        .map(Repairs::repair)
                        .list());
    }

    void forgetOld() {
        jdbi.useHandle(
                handle -> handle.createUpdate("delete from repair where at < now() - make_interval(secs => :seconds)")
                        .bind("seconds", KEPT.toSeconds())
                        .execute());
    }

    private static Repair repair(ResultSet row, StatementContext context) throws SQLException {
        return new Repair(
                Kind.of(row.getString("kind")),
                row.getObject("image_id", UUID.class),
                row.getString("detail"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
