package dev.sightline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.doctor.Finding.Level;
import dev.sightline.testing.Servers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseExaminationTest {

    @TempDir
    private Path folder;

    private final Map<String, String> settings = Servers.settings();
    private final String url = settings.get("quarkus.datasource.jdbc.url");
    private final String password = settings.get("quarkus.datasource.password");

    private DataSource source(String url, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(settings.get("quarkus.datasource.username"));
        source.setPassword(password);
        return source;
    }

    private static Finding only(DataSource source, FluentConfiguration schema, String url) {
        List<Finding> findings = new DatabaseExamination(source, schema.load(), outside(), url).findings();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private Finding only(String url, String password) {
        var source = source(url, password);
        return only(source, Flyway.configure().dataSource(source), url);
    }

    private static Inside outside() {
        return new Inside() {
            @Override
            public boolean database() {
                return false;
            }

            @Override
            public boolean storage() {
                return false;
            }
        };
    }

    @Test
    void aSchemaThatIsToBeMadeIsNoHarm() {
        var source = source(url, password);

        var finding = only(source, Flyway.configure().dataSource(source).defaultSchema("elsewhere"), url);

        assertThat(finding.level()).isEqualTo(Level.FINE);
        assertThat(finding.words()).matches(".*the next start makes \\d+ changes of its schema\\.");
    }

    @Test
    void aSchemaOfANewerVersionIsFound() {
        var source = source(url, password);
        Flyway.configure().dataSource(source).load().migrate();

        var finding = only(source, Flyway.configure().dataSource(source).locations("filesystem:" + folder), url);

        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.words()).contains("newer Sightline");
    }

    @Test
    void aPasswordThatIsWrongIsFound() {
        var finding = only(url, "wrong");

        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.remedy()).contains("QUARKUS_DATASOURCE_PASSWORD");
        assertThat(finding.words()).doesNotContain("wrong");
    }

    /// The server of the tests lets nobody ask for another database.
    @Test
    void aDatabaseThatIsNotThereHasToBeMade() {
        assertThat(DatabaseExamination.remedy(new SQLException("there is none", "3D000")))
                .contains("CREATE DATABASE");
    }

    @Test
    void aServerThatDoesNotAnswerIsFound() {
        var finding = only("jdbc:postgresql://127.0.0.1:1/sightline", password);

        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.remedy()).contains("QUARKUS_DATASOURCE_JDBC_URL");
    }

    @Test
    void aDatabaseThatTakesNoChangesIsFound() {
        Flyway.configure().dataSource(source(url, password)).load().migrate();
        var separator = url.contains("?") ? "&" : "?";

        var finding = only(url + separator + "options=-c%20default_transaction_read_only=on", password);

        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.words()).isEqualTo("It takes no changes.");
    }
}
