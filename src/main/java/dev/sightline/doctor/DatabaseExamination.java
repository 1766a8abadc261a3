package dev.sightline.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

/// Whether PostgreSQL lets us in, and has what the schema needs.
@ApplicationScoped
class DatabaseExamination implements Examination {

    private static final String SUBJECT = "Database";

    private final DataSource source;
    private final Flyway schema;
    private final Inside inside;
    private final String url;

    DatabaseExamination(
            DataSource source,
            Flyway schema,
            Inside inside,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url) {
        this.source = source;
        this.schema = schema;
        this.inside = inside;
        this.url = url;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        if (inside.database()) {
            return List.of(Finding.fine(SUBJECT, "None is named: Sightline starts its own."));
        }
        try (var connection = source.getConnection()) {
            return findings(connection);
        } catch (SQLException e) {
            return List.of(Finding.wrong(
                    SUBJECT, "%s: %s".formatted(url.replaceFirst("\\?.*", ""), e.getMessage()), remedy(e)));
        }
    }

    private List<Finding> findings(Connection connection) throws SQLException {
        var findings = new ArrayList<Finding>();
        var facts = facts(connection);
        if (!facts.encoding().equals("UTF8")) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    "Its encoding is %s.".formatted(facts.encoding()),
                    "Make another database: CREATE DATABASE sightline ENCODING 'UTF8' TEMPLATE template0;"));
        }
        if (!facts.trigrams()) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    "The extension pg_trgm is not available.",
                    "Install it where PostgreSQL runs; many systems have it in a package postgresql-contrib."));
        }
        if (facts.readOnly()) {
            findings.add(Finding.wrong(
                    SUBJECT, "It takes no changes.", "Name the primary server, and not one that follows it."));
        } else if (!facts.mayCreate()) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    "The role %s may not make tables in it.".formatted(facts.role()),
                    "ALTER DATABASE … OWNER TO %s;".formatted(facts.role())));
        }
        findings.addAll(Clock.compared(SUBJECT, facts.now()));
        findings.addAll(schema());
        if (findings.isEmpty()) {
            findings.add(Finding.fine(SUBJECT, "PostgreSQL %s, schema up to date.".formatted(facts.version())));
        }
        return findings;
    }

    private record Facts(
            String version,
            String role,
            String encoding,
            boolean trigrams,
            boolean readOnly,
            boolean mayCreate,
            Instant now) {}

    private static Facts facts(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('server_version') as version, current_user as role,
                            current_setting('server_encoding') as encoding,
                            exists (select from pg_available_extensions where name = 'pg_trgm') as trigrams,
                            current_setting('transaction_read_only')::boolean as read_only,
                            coalesce(has_schema_privilege(current_schema(), 'create'), false) as may_create,
                            clock_timestamp() as now
                        """)) {
            row.next();
            return new Facts(
                    row.getString("version"),
                    row.getString("role"),
                    row.getString("encoding"),
                    row.getBoolean("trigrams"),
                    row.getBoolean("read_only"),
                    row.getBoolean("may_create"),
                    row.getTimestamp("now").toInstant());
        }
    }

    private List<Finding> schema() {
        var all = schema.info();
        for (var migration : all.all()) {
            if (migration.getState() == MigrationState.FUTURE_SUCCESS) {
                return List.of(Finding.wrong(
                        SUBJECT,
                        "Its schema is of a newer Sightline (version %s).".formatted(migration.getVersion()),
                        "Run that one, or restore a backup of before."));
            }
            if (migration.getState().isFailed()) {
                return List.of(Finding.wrong(
                        SUBJECT,
                        "The change of its schema to version %s failed.".formatted(migration.getVersion()),
                        "The log of that start says why."));
            }
        }
        int pending = all.pending().length;
        return pending == 0
                ? List.of()
                : List.of(Finding.fine(
                        SUBJECT, "It is reached; the next start makes %d changes of its schema.".formatted(pending)));
    }

    /// States of SQL: PostgreSQL, appendix A.
    static String remedy(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return switch (state) {
            case "28P01", "28000" ->
                "Correct QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD, or the server's pg_hba.conf.";
            case "3D000" -> "CREATE DATABASE … OWNER …; or correct QUARKUS_DATASOURCE_JDBC_URL.";
            case "53300" ->
                "It has no connection left: raise max_connections, or lower quarkus.datasource.jdbc.max-size.";
            default -> "Does QUARKUS_DATASOURCE_JDBC_URL name the right host and port, and may this machine reach it?";
        };
    }
}
