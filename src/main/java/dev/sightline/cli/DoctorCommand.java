package dev.sightline.cli;

import dev.sightline.Main;
import dev.sightline.StartException;
import dev.sightline.doctor.Doctor;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = "Tries every service that the settings name, for real, and says what is wrong and how to mend it."
                + " No server needs to run. Exit code 1 if anything is wrong.",
        showDefaultValues = true)
final class DoctorCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:SIGHTLINE_DATA:-sightline-data}",
            description = "Where the library is kept, unless you have a PostgreSQL and an S3 of your own.")
    private Path data;

    @Option(names = "--json", description = "Writes all findings as JSON.")
    private boolean json;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            return json ? Main.examine(data, Doctor.JSON) : Main.examine(data);
        } catch (StartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Cli.FAILED;
        }
    }
}
