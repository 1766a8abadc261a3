package dev.sightline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "teardown",
        description = "Removes all that was made at Amazon Personalize, what is half made included.")
final class PersonalizeTeardownCommand implements Callable<Integer> {

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Api api = server.api(PersonalizeCommand.ATTEMPTS);
        PersonalizeCommand.answer(api, api.tearPersonalizeDown(), server.json(), Output.of(spec.commandLine()));
        return 0;
    }
}
