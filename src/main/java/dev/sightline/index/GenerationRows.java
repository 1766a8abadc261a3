package dev.sightline.index;

import dev.sightline.embedding.Space;
import dev.sightline.index.Stage.Failure;
import dev.sightline.index.Stage.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of generations and of their spaces, in both directions.
final class GenerationRows {

    /// To be followed by a condition on `g` (generation) and `s` (space).
    static final String SELECT = """
            select g.*, s.provider, s.model as name, s.revision, s.quantisation, s.preprocessing, s.prompt, s.purpose,
                s.dimension as values
            from generation g join space s on s.id = g.space_id
            """;

    /// A condition on `s`, for [#bind].
    static final String IS_SPACE = """
            s.provider = :provider and s.model = :model and s.revision = :revision and s.quantisation = :quantisation
                and s.preprocessing = :preprocessing and s.prompt = :prompt and s.purpose = :purpose
                and s.dimension = :dimension
            """;

    private GenerationRows() {}

    /// The id of a space, which gets a row if it has none.
    static long spaceId(Handle handle, Space space) {
        bind(handle.createUpdate("""
                insert into space (provider, model, revision, quantisation, preprocessing, prompt, purpose, dimension)
                values (:provider, :model, :revision, :quantisation, :preprocessing, :prompt, :purpose, :dimension)
                on conflict do nothing
                """), space).execute();
        return bind(handle.createQuery("select s.id from space s where " + IS_SPACE), space)
                .mapTo(long.class)
                .one();
    }

    /// The id of a space that is known.
    static Optional<Long> find(Handle handle, Space space) {
        return bind(handle.createQuery("select s.id from space s where " + IS_SPACE), space)
                .mapTo(Long.class)
                .findOne();
    }

    /// The ids of those that are known.
    static List<Long> ids(Jdbi jdbi, List<Space> spaces) {
        return jdbi.withHandle(handle ->
                spaces.stream().flatMap(space -> find(handle, space).stream()).toList());
    }

    static <T extends SqlStatement<T>> T bind(T statement, Space space) {
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

    static Generation generation(ResultSet row, StatementContext context) throws SQLException {
        var space = new Space(
                row.getString("provider"),
                row.getString("name"),
                row.getString("revision"),
                row.getString("quantisation"),
                row.getString("preprocessing"),
                row.getString("prompt"),
                row.getString("purpose"),
                row.getInt("values"));
        return new Generation(
                row.getLong("id"),
                row.getString("model"),
                row.getLong("space_id"),
                space,
                row.getInt("dimension"),
                Engine.of(row.getString("engine")),
                Kind.of(row.getString("kind")));
    }

    static Stage stage(ResultSet row, StatementContext context) throws SQLException {
        var code = row.getString("failure_code");
        return new Stage(
                generation(row, context),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getBoolean("paused"),
                row.getBoolean("activating"),
                row.getObject("rate", Double.class),
                code == null ? null : new Failure(code, row.getString("failure_reason")),
                instant(row, "created_at"),
                instant(row, "activated_at"),
                instant(row, "retired_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
