package dev.sightline.cli;

import picocli.CommandLine.Option;

final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say how to use this.")
    private boolean isAsked;
}
