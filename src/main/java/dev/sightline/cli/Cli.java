package dev.sightline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The command line.
@Command(
        name = "sightline",
        description = "An image library that is searched by meaning.",
        mixinStandardHelpOptions = true,
        subcommands = ServeCommand.class)
public final class Cli {

    /// Runs a command and returns its exit code: 0 done, 1 failed, 2 not understood.
    public static int run(String... args) {
        return new CommandLine(new Cli()).execute(args);
    }
}
