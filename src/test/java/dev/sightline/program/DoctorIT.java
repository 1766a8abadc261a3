package dev.sightline.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The settings, tried by the program itself.
class DoctorIT {

    @TempDir
    private Path folder;

    private Program.Ended doctor(Map<String, String> environment) throws IOException, InterruptedException {
        return Program.run(
                environment, "doctor", "--data", folder.resolve("data").toString());
    }

    @Test
    void aMachineWithoutAnySettingsLacksWhatIsNotInside() throws Exception {
        var ended = doctor(Map.of());

        if (!Program.hasOwnServers()) {
            assertThat(ended.output()).contains("QUARKUS_DATASOURCE_JDBC_URL", "SIGHTLINE_STORAGE_BUCKET");
            assertThat(ended.code()).isEqualTo(1);
            return;
        }
        assertThat(ended.output())
                .contains("Database   None is named", "Storage    None is named", "Sightline demo model");
        assertThat(ended.output().lines().filter(line -> !line.startsWith("WARNING: Using incubator modules")))
                .allMatch(line -> line.startsWith("ok  "));
        assertThat(ended.code()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void servicesAreTriedAndWhatIsWrongIsSaid() throws Exception {
        var ended = doctor(Program.environment(Servers.settings()));
        assertThat(ended.output()).contains("ok      Database");

        var refused = new HashMap<>(Servers.settings());
        refused.put("quarkus.datasource.password", "wrong");
        ended = doctor(Program.environment(refused));
        assertThat(ended.output()).contains("WRONG   Database", "QUARKUS_DATASOURCE_PASSWORD", "Storage ");
        assertThat(ended.code()).isEqualTo(1);
    }

    @Test
    void aSettingThatMakesNoSenseIsNamed() throws Exception {
        var settings = new HashMap<>(Servers.settings());
        settings.put("sightline.embedding.provider", "titan");
        var ended = doctor(Program.environment(settings));

        assertThat(ended.output()).contains("sightline.bedrock.region");
        assertThat(ended.code()).isEqualTo(1);
    }
}
