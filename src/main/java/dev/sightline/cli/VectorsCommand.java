package dev.sightline.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "vectors",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = VectorsImportCommand.class,
        description = "Vectors that were computed elsewhere.")
final class VectorsCommand {

    @Mixin
    private HelpOption help;
}
