package dev.sightline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "retry", description = "Goes on with what failed.")
final class PersonalizeRetryCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Api api = server.api(PersonalizeCommand.ATTEMPTS);
        PersonalizeCommand.answer(api, api.retryPersonalize(), server.json(), Output.of(spec.commandLine()));
        return 0;
    }
}
