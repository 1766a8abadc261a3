package dev.sightline.index;

import dev.sightline.index.EngineCopy.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of what engines that run elsewhere hold: how far each has come.
@ApplicationScoped
public class EngineCopies {

    /// `shown`: of the three marks, the latest that was written long enough ago.
    private static final String SELECT = """
            select *, case
                when applied_at + make_interval(secs => :delay) <= clock_timestamp() then applied
                when pending_at + make_interval(secs => :delay) <= clock_timestamp() then pending
                else settled end as shown
            from engine_copy where generation_id = :generation
            """;

    private static final int LONGEST_MODEL = 24;

    private final Jdbi jdbi;

    EngineCopies(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// How far the copy of a generation has come; empty if nobody began with it.
    public Optional<EngineCopy> find(long generation) {
        return jdbi.withHandle(handle -> find(handle, generation, Duration.ZERO));
    }

    /// @param delay after which a write is seen
    static Optional<EngineCopy> find(Handle handle, long generation, Duration delay) {
        return handle.createQuery(SELECT)
                .bind("generation", generation)
                .bind("delay", seconds(delay))
                .map(EngineCopies::copy)
                .findOne();
    }

    /// The row, for this transaction alone, which is made if there is none.
    ///
    /// @return empty if somebody else has it
    static Optional<EngineCopy> lock(Handle handle, Generation generation) {
        handle.createUpdate("""
                        insert into engine_copy (generation_id, name, applied, pending, settled)
                        select id, :name, last, last, last from generation, change_sequence
                        where id = :generation and state <> 'dropped'
                        on conflict (generation_id) do nothing
                        """)
                .bind("generation", generation.id())
                .bind("name", name(generation))
                .execute();
        return handle.createQuery(SELECT + " for update skip locked")
                .bind("generation", generation.id())
                .bind("delay", 0.0)
                .map(EngineCopies::copy)
                .findOne();
    }

    /// Two databases may share an engine, and a model may have been here before: so a part of the name is by chance.
    private static String name(Generation generation) {
        var model = generation
                .model()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        var chance = new byte[5];
        new SecureRandom().nextBytes(chance);
        return model.substring(0, Math.min(model.length(), LONGEST_MODEL)) + "-"
                + HexFormat.of().formatHex(chance);
    }

    /// @param images that the engine was given with this batch
    static void filled(Handle handle, long generation, UUID to, long images) {
        handle.createUpdate("""
                        update engine_copy set filled_to = :to, copied = copied + :images,
                            applied_at = clock_timestamp()
                        where generation_id = :generation
                        """)
                .bind("generation", generation)
                .bind("to", to)
                .bind("images", images)
                .execute();
    }

    static void enter(Handle handle, long generation, State state) {
        handle.createUpdate("""
                        update engine_copy set state = :state, serving = serving or :state = 'following'
                        where generation_id = :generation
                        """)
                .bind("generation", generation)
                .bind("state", state.name().toLowerCase(Locale.ROOT))
                .execute();
    }

    /// Says that the engine was given all changes up to this one just now.
    ///
    /// @param delay after which it shows them
    static void applied(Handle handle, long generation, long sequence, Duration delay) {
        handle.createUpdate("""
                        update engine_copy set
                            settled = case when due then pending else settled end,
                            pending = case when due then :sequence else pending end,
                            pending_at = case when due then clock_timestamp() else pending_at end,
                            applied = :sequence,
                            applied_at = clock_timestamp()
                        from (select pending_at + make_interval(secs => :delay) <= clock_timestamp() as due
                            from engine_copy where generation_id = :generation)
                        where generation_id = :generation
                        """)
                .bind("generation", generation)
                .bind("sequence", sequence)
                .bind("delay", seconds(delay))
                .execute();
    }

    /// Whether what was written last is shown by now.
    static boolean isShown(Handle handle, long generation, Duration delay) {
        return handle.createQuery("""
                        select copied = 0 or applied_at + make_interval(secs => :delay) <= clock_timestamp()
                        from engine_copy where generation_id = :generation
                        """)
                .bind("generation", generation)
                .bind("delay", seconds(delay))
                .mapTo(boolean.class)
                .one();
    }

    /// Has all entries put into the index once more, while searches go on.
    static void refill(Handle handle, long generation) {
        handle.createUpdate("""
                        update engine_copy set state = 'filling', filled_to = null, copied = 0
                        where generation_id = :generation
                        """).bind("generation", generation).execute();
    }

    /// Begins anew, in another index.
    static void restart(Handle handle, Generation generation) {
        leave(handle, generation.id());
        lock(handle, generation);
    }

    /// Has the index of a generation deleted by the next sweep.
    static void leave(Handle handle, long generation) {
        handle.createUpdate("""
                        with gone as (delete from engine_copy where generation_id = :generation returning name)
                        insert into engine_leftover (name, engine)
                        select gone.name, g.engine from gone, generation g where g.id = :generation
                        """).bind("generation", generation).execute();
    }

    /// An index that nothing refers to any more.
    record Leftover(String name, Engine engine) {}

    List<Leftover> leftovers() {
        return jdbi.withHandle(handle -> handle.createQuery("select name, engine from engine_leftover order by name")
                .map((row, _) -> new Leftover(row.getString("name"), Engine.of(row.getString("engine"))))
                .list());
    }

    void forget(Leftover leftover) {
        jdbi.useHandle(handle -> handle.execute("delete from engine_leftover where name = ?", leftover.name()));
    }

    private static double seconds(Duration delay) {
        return delay.toMillis() / 1000.0;
    }

    private static EngineCopy copy(ResultSet row, StatementContext context) throws SQLException {
        return new EngineCopy(
                row.getLong("generation_id"),
                row.getString("name"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("serving"),
                row.getObject("filled_to", UUID.class),
                row.getLong("copied"),
                row.getLong("applied"),
                row.getLong("shown"));
    }
}
