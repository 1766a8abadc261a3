package dev.sightline.cli;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "completion",
        description = "Prints a script that completes commands and options, for bash, zsh or fish.",
        footerHeading = "%nExamples:%n",
        footer = {"  source <(sightline completion)", "  sightline completion fish | source"})
final class CompletionCommand implements Runnable {

    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(arity = "0..1", paramLabel = "SHELL", defaultValue = "bash", description = "bash, zsh or fish.")
    private Shell shell;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine whole = spec.root().commandLine();
        String script = shell == Shell.fish
                ? FishCompletion.of(whole)
                // One script for both: in zsh it starts what makes bash's completions work.
                : AutoComplete.bash(whole.getCommandName(), whole);
        Output.of(spec.commandLine()).answer(script);
    }
}
