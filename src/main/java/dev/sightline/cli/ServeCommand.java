package dev.sightline.cli;

import dev.sightline.Main;
import dev.sightline.Serving;
import dev.sightline.StartException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        description = "Serves the library. This is what is done when no command is given.",
        showDefaultValues = true)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:SIGHTLINE_DATA:-sightline-data}",
            description = "Where the library is kept, unless you have a PostgreSQL and an S3 of your own.")
    private Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${sys:quarkus.http.port:-${env:QUARKUS_HTTP_PORT:-8080}}",
            description = "Where the pages are.")
    private int port;

    @Option(
            names = "--storage-port",
            paramLabel = "PORT",
            defaultValue = "9000",
            description = "Where browsers reach the pictures, unless you have an S3 of your own.")
    private int storagePort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${sys:quarkus.http.host:-${env:QUARKUS_HTTP_HOST:-127.0.0.1}}",
            description = "The address of this machine to serve on; only those that stay within it, for now.")
    private String host;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            return Main.serve(new Serving(data, host, port, storagePort));
        } catch (StartException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
