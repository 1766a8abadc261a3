package dev.sightline.cli;

/// The command line in a process of its own, as the program runs it.
final class CliProcess {

    private CliProcess() {}

    public static void main(String... arguments) {
        System.exit(Cli.run(arguments));
    }
}
