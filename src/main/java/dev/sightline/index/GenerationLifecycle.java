package dev.sightline.index;

import dev.sightline.embedding.Space;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/// How a generation comes to be, becomes active, is retired and is dropped: every change of its state is here.
///
///     building ──nothing missing──▶ active ──another becomes active──▶ retired
///        ▲  └──────────────drop──────────────▶ dropped ◀──drop──────────┘  │
///        └───────────────────────────wanted again──────────────────────────┘
@ApplicationScoped
public class GenerationLifecycle {

    private static final Logger LOG = Logger.getLogger(GenerationLifecycle.class);

    private final Jdbi jdbi;
    private final WordVectors words;

    GenerationLifecycle(Jdbi jdbi, WordVectors words) {
        this.jdbi = jdbi;
        this.words = words;
    }

    Optional<Generation> active() {
        return jdbi.withHandle(GenerationLifecycle::active);
    }

    /// Makes the first generation and has it active at once, unless another instance was faster.
    Generation first(String model, Space space, Kind kind, Engine engine) {
        return jdbi.inTransaction(handle -> {
            lock(handle);
            return active(handle).orElseGet(() -> {
                var made = make(handle, model, space, kind, engine);
                swap(handle, made);
                return made;
            });
        });
    }

    private static Optional<Generation> active(Handle handle) {
        return handle.createQuery(GenerationRows.SELECT + "where g.id = (select generation_id from active_generation)")
                .map(GenerationRows::generation)
                .findOne();
    }

    /// Whether there ever was a generation of this space, even one that was dropped.
    public boolean isKnown(Space space) {
        return isKnown(space, "%");
    }

    /// Whether there ever was one in this engine.
    public boolean isKnown(Space space, Engine engine) {
        return isKnown(space, engine.code());
    }

    /// @param engine a pattern
    private boolean isKnown(Space space, String engine) {
        return jdbi.withHandle(
                handle -> GenerationRows.bind(handle.createQuery("""
                                select exists (
                                    select from generation g join space s on s.id = g.space_id
                                    where g.engine like :engine and %s)
                                """.formatted(GenerationRows.IS_SPACE)), space)
                        .bind("engine", engine)
                        .mapTo(boolean.class)
                        .one());
    }

    /// Starts a generation.
    ///
    /// @param kind       of the vector that every image takes part with
    /// @param activating whether it is to become active by itself when nothing is missing
    /// @return empty if one of this space in this engine is kept already
    public Optional<Generation> start(String model, Space space, Kind kind, Engine engine, boolean activating) {
        return jdbi.inTransaction(handle -> start(handle, model, space, kind, engine, activating));
    }

    /// Starts a generation that nothing is done for until it is resumed; then it becomes active by itself.
    ///
    /// @param kind of the vector that every image takes part with
    /// @return empty if one of this space in this engine is kept already
    public Optional<Generation> startPaused(String model, Space space, Kind kind, Engine engine) {
        return jdbi.inTransaction(handle -> {
            var made = start(handle, model, space, kind, engine, true);
            made.ifPresent(generation ->
                    change(handle, "update generation set paused = true where id = :id", generation.id()));
            return made;
        });
    }

    private static Optional<Generation> start(
            Handle handle, String model, Space space, Kind kind, Engine engine, boolean activating) {
        lock(handle);
        boolean kept = handle.createQuery("""
                        select exists (select from generation
                            where space_id = :space and engine = :engine and state <> 'dropped')
                        """)
                .bind("space", GenerationRows.spaceId(handle, space))
                .bind("engine", engine.code())
                .mapTo(boolean.class)
                .one();
        if (kept) {
            return Optional.empty();
        }
        var made = make(handle, model, space, kind, engine);
        if (!activating) {
            change(handle, "update generation set activating = false where id = :id", made.id());
        }
        return Optional.of(made);
    }

    /// Has a generation become active as soon as nothing is missing; a retired one catches up first.
    ///
    /// @return whether it is there and not active
    public boolean wantActive(long id) {
        return change(id, """
                update generation set state = 'building', activating = true, paused = false, failure_code = null,
                    failure_reason = null
                where id = :id and state in ('building', 'retired')
                """);
    }

    /// @return whether it is being built
    public boolean pause(long id) {
        return change(id, "update generation set paused = true where id = :id and state = 'building'");
    }

    /// @return whether it is being built
    public boolean resume(long id) {
        return change(id, """
                update generation set paused = false, failure_code = null, failure_reason = null
                where id = :id and state = 'building'
                """);
    }

    /// Says why a generation does not get on.
    public void failed(long id, String code, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "update generation set failure_code = :code, failure_reason = :reason where id = :id")
                .bind("id", id)
                .bind("code", code)
                .bind("reason", reason)
                .execute());
    }

    /// Says that a generation gets on, and how fast.
    ///
    /// @param rate images a second
    public void progressed(long id, double rate) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        update generation set rate = :rate, failure_code = null, failure_reason = null where id = :id
                        """).bind("id", id).bind("rate", rate).execute());
    }

    /// Says that nothing keeps a generation from getting on any more.
    public void recovered(long id) {
        change(id, """
                update generation set failure_code = null, failure_reason = null
                where id = :id and failure_code is not null
                """);
    }

    /// Makes a generation the active one if it is to be and nothing is missing in it; the one that was is retired.
    /// No image can become ready in between: whoever makes one ready holds [#holdActive] until it is done.
    ///
    /// @return whether it is active now
    public boolean activate(Generation generation) {
        return jdbi.inTransaction(handle -> {
            lock(handle);
            handle.execute("select from active_generation for update");
            boolean due = handle.createQuery("""
                            select state = 'building' and activating and not paused from generation where id = :id
                            """)
                    .bind("id", generation.id())
                    .mapTo(boolean.class)
                    .findOne()
                    .orElse(false);
            if (!due
                    || VectorRepository.isMissingAny(handle, generation)
                    || words.isUnreadAny(handle, generation)
                    || TextVectors.isUnreadAny(handle, generation)) {
                return false;
            }
            swap(handle, generation);
            return true;
        });
    }

    /// Keeps a generation active until the transaction ends.
    ///
    /// @return whether it is active
    public static boolean holdActive(Handle handle, Generation generation) {
        return handle.createQuery("select generation_id from active_generation for share")
                        .mapTo(long.class)
                        .one()
                == generation.id();
    }

    /// Gives up a generation, and its vectors unless another engine's generation is of the same space.
    ///
    /// @return whether it was there and not active
    public boolean drop(long id) {
        return jdbi.inTransaction(handle -> {
            lock(handle);
            var space = handle.createQuery("""
                            update generation set state = 'dropped', retired_at = now()
                            where id = :id and state in ('building', 'retired') returning space_id
                            """).bind("id", id).mapTo(long.class).findOne();
            if (space.isEmpty()) {
                return false;
            }
            change(handle, "delete from generation_gap where generation_id = :id", id);
            change(handle, "delete from words_gap where generation_id = :id", id);
            change(handle, "delete from ranking where generation_id = :id", id);
            EngineCopies.leave(handle, id);
            for (var table : List.of("vector", "calibration")) {
                change(handle, """
                        delete from %s where space_id = :id
                            and not exists (select from generation where space_id = :id and state <> 'dropped')
                        """.formatted(table), space.get());
            }
            return true;
        });
    }

    private boolean change(long id, String sql) {
        return jdbi.withHandle(handle -> change(handle, sql, id));
    }

    private static boolean change(Handle handle, String sql, long id) {
        return handle.createUpdate(sql).bind("id", id).execute() > 0;
    }

    /// One change of states at a time, in all instances.
    private static void lock(Handle handle) {
        handle.execute("select pg_advisory_xact_lock(hashtext('active_generation'))");
    }

    private static Generation make(Handle handle, String model, Space space, Kind kind, Engine engine) {
        long id = handle.createQuery("""
                        insert into generation (space_id, model, dimension, engine, kind, state)
                        values (:space, :model, :dimension, :engine, :kind, 'building') returning id
                        """)
                .bind("space", GenerationRows.spaceId(handle, space))
                .bind("model", model)
                .bind("dimension", space.dimension())
                .bind("engine", engine.code())
                .bind("kind", kind.code())
                .mapTo(long.class)
                .one();
        return handle.createQuery(GenerationRows.SELECT + "where g.id = :id")
                .bind("id", id)
                .map(GenerationRows::generation)
                .one();
    }

    private static void swap(Handle handle, Generation generation) {
        handle.execute("update generation set state = 'retired', retired_at = now() where state = 'active'");
        change(handle, """
                update generation set state = 'active', activated_at = now(), retired_at = null, failure_code = null,
                    failure_reason = null
                where id = :id
                """, generation.id());
        change(handle, """
                insert into active_generation (generation_id) values (:id)
                on conflict (single) do update set generation_id = excluded.generation_id
                """, generation.id());
        LOG.infof(
                "Active generation: %d, %s", generation.id(), generation.space().model());
    }
}
