package dev.sightline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "status", description = "Says what is set up, how far it is, and what starting it would cost.")
final class PersonalizeStatusCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Api api = server.api(PersonalizeCommand.ATTEMPTS);
        String answer = api.personalize();
        Api.Personalization overview = api.personalization(answer);
        Output output = Output.of(spec.commandLine());
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            PersonalizeCommand.tell(overview, output);
            if (overview.missing() != null) {
                output.answer(Output.plain(overview.missing()));
            } else if (overview.setups().isEmpty()) {
                output.answer(Output.plain(overview.cost().words()));
            }
        }
        return PersonalizeCommand.failed(overview) ? Cli.FAILED : 0;
    }
}
