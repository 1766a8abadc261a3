package dev.sightline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "index",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = IndexCopyCommand.class,
        description = "Where the vectors are searched.")
final class IndexCommand {

    @Mixin
    private HelpOption help;
}
