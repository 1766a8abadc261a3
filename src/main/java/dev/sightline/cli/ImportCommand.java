package dev.sightline.cli;

import dev.sightline.picture.MediaType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "import",
        description = {
            "Adds pictures to the library: files, and everything in folders.",
            "",
            MediaType.READ + ", told by their content. Hidden files are left out, and what is no picture. "
                    + "What the library has already is recognised, so the same command can be given again."
        },
        footerHeading = "%nExample:%n",
        footer = "  sightline import ~/Pictures")
final class ImportCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A file or a folder.")
    private List<Path> paths;

    @Option(
            names = "--no-wait",
            description = "Return when everything is uploaded, before it is understood and can be found.")
    private boolean isNotAwaited;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PictureFiles files = found();
        Output output = Output.of(spec.commandLine());
        files.skipped().stream()
                .filter(file -> !file.why().isEmpty())
                .forEach(file -> output.note(Output.plain(file.path() + ": skipped. " + file.why())));
        files.unreadable().forEach(file -> output.note(file.line()));

        Report report = new Report(files.skipped().size());
        files.unreadable().forEach(report::add);
        List<Source> sources =
                files.pictures().stream().map(ImportCommand::source).toList();
        return new Intake(server, output)
                .run(Intake.api(server), sources, report, !isNotAwaited)
                .exitCode();
    }

    private PictureFiles found() throws IOException {
        try {
            return PictureFiles.under(paths);
        } catch (FileNotFoundException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static Source source(PictureFiles.Found file) {
        return new Source(file.path().toString(), () -> Upload.of(file.path(), file.type()));
    }
}
