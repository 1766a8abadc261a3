package dev.sightline.cli;

import java.io.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "start",
        description = {
            "Has it set up for the styles in use, after saying what that costs.",
            "",
            "It takes an hour or more, which the server goes on with by itself: see 'sightline personalize status'."
        })
final class PersonalizeStartCommand implements Callable<Integer> {

    @Option(names = "--yes", description = "Agree to the cost without being asked.")
    private boolean yes;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Output output = Output.of(spec.commandLine());
        Api api = server.api(PersonalizeCommand.ATTEMPTS);
        Api.Personalization overview = api.personalization(api.personalize());
        if (overview.enabled() && overview.missing() == null) {
            output.note(Output.plain(overview.cost().words()));
            if (!yes && !agrees()) {
                output.note("Nothing is started. Agree with --yes.");
                return Cli.FAILED;
            }
        }
        String answer = api.startPersonalize();
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            PersonalizeCommand.tell(api.personalization(answer), output);
        }
        return 0;
    }

    private static boolean agrees() {
        Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return false;
        }
        String said = console.readLine("Agree? [y/N] ");
        return said != null && said.strip().equalsIgnoreCase("y");
    }
}
