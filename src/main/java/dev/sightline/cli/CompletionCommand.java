package dev.sightline.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options, for bash and zsh.",
        footerHeading = "%nExample:%n",
        footer = "  source <(sightline completion)")
final class CompletionCommand implements Runnable {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine whole = spec.root().commandLine();
        Output.of(spec.commandLine()).answer(AutoComplete.bash(whole.getCommandName(), whole));
    }
}
