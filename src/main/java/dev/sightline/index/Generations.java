package dev.sightline.index;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Space;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// Which generation is active: one row, read for each request, so that all instances agree.
@ApplicationScoped
public class Generations {

    private static final Logger LOG = Logger.getLogger(Generations.class);
    private static final String ENGINE = "embedded";
    private static final String IS_SPACE = """
            provider = :provider and model = :model and revision = :revision and quantisation = :quantisation
                and preprocessing = :preprocessing and prompt = :prompt and purpose = :purpose
                and s.dimension = :dimension
            """;

    private final Jdbi jdbi;
    private final Embedder embedder;

    Generations(Jdbi jdbi, Embedder embedder) {
        this.jdbi = jdbi;
        this.embedder = embedder;
    }

    /// The active generation, of the embedder's space. Where another space was active until now, its generation is
    /// retired; the sweep then finds the images that have no vector in the new space.
    public Generation active() {
        var space = embedder.space();
        return jdbi.withHandle(handle -> active(handle, space)).orElseGet(() -> activate(space));
    }

    private static Optional<Generation> active(Handle handle, Space space) {
        var query = handle.createQuery("""
                select g.* from active_generation a join generation g on g.id = a.generation_id
                    join space s on s.id = g.space_id
                where\s""" + IS_SPACE);
        return bind(query, space).map(Generations::fromRow).findOne();
    }

    private Generation activate(Space space) {
        return jdbi.inTransaction(handle -> {
            handle.execute("select pg_advisory_xact_lock(hashtext('active_generation'))");
            var already = active(handle, space);
            if (already.isPresent()) {
                return already.get();
            }
            var generation = generation(handle, spaceId(handle, space), space.dimension());
            handle.execute("update generation set state = 'retired', retired_at = now() where state = 'active'");
            handle.createUpdate("update generation set state = 'active', activated_at = now() where id = :id")
                    .bind("id", generation.id())
                    .execute();
            handle.createUpdate("""
                            insert into active_generation (generation_id) values (:id)
                            on conflict (single) do update set generation_id = excluded.generation_id
                            """).bind("id", generation.id()).execute();
            LOG.infof("Active generation: %d, %s %s", generation.id(), space.provider(), space.model());
            return generation;
        });
    }

    private static long spaceId(Handle handle, Space space) {
        Update insert = handle.createUpdate("""
                insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                values (:provider, :model, :revision, :quantisation, :preprocessing, :prompt, :purpose, :dimension)
                on conflict do nothing
                """);
        bind(insert, space).execute();
        return bind(handle.createQuery("select s.id from space s where " + IS_SPACE), space)
                .mapTo(long.class)
                .one();
    }

    /// A generation of this space that was active once, or a new one.
    private static Generation generation(Handle handle, long space, int dimension) {
        return handle.createQuery("""
                        with known as (
                            select * from generation where space_id = :space and engine = :engine order by id limit 1
                        ), made as (
                            insert into generation (space_id, dimension, engine, state)
                            select :space, :dimension, :engine, 'building' where not exists (select from known)
                            returning *
                        )
                        select * from known union all select * from made
                        """)
                .bind("space", space)
                .bind("dimension", dimension)
                .bind("engine", ENGINE)
                .map(Generations::fromRow)
                .one();
    }

    private static <T extends SqlStatement<T>> T bind(T statement, Space space) {
        return statement
                .bind("provider", space.provider())
                .bind("model", space.model())
                .bind("revision", space.revision())
                .bind("quantisation", space.quantisation())
                .bind("preprocessing", space.preprocessing())
                .bind("prompt", space.prompt())
                .bind("purpose", space.purpose())
                .bind("dimension", space.dimension());
    }

    private static Generation fromRow(ResultSet row, StatementContext context) throws SQLException {
        return new Generation(
                row.getLong("id"), row.getLong("space_id"), row.getInt("dimension"), row.getString("engine"));
    }
}
