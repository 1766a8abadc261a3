package dev.sightline.cli;

import dev.sightline.cli.Api.Personalization;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "personalize",
        subcommands = {
            PersonalizeStatusCommand.class,
            PersonalizeStartCommand.class,
            PersonalizeRetryCommand.class,
            PersonalizeTeardownCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        description = "Has Amazon Personalize set up as the provider of taste, or removes it.")
final class PersonalizeCommand implements Runnable {

    static final int ATTEMPTS = 3;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "What is to be done? One of status, start, retry, teardown.");
    }

    /// Tells what the server answers about what is set up.
    static void answer(Api api, String answer, boolean isForScripts, Output output) {
        if (isForScripts) {
            output.answer(answer.strip());
        } else {
            tell(api.personalization(answer), output);
        }
    }

    static void tell(Personalization overview, Output output) {
        if (overview.setups().isEmpty()) {
            output.answer("Nothing is set up at Amazon Personalize.");
        }
        for (var setup : overview.setups()) {
            var table = new Table("STEP", "STATE", "ARN");
            setup.steps()
                    .forEach(step ->
                            table.row(step.name(), step.state(), step.arn() == null ? "" : Output.plain(step.arn())));
            output.answer("Setup %s: %s%s"
                    .formatted(setup.id(), setup.state(), setup.current() ? "" : ", for earlier styles"));
            output.answer(table.toString().stripTrailing());
            if (setup.failure() != null) {
                output.note("It failed: " + Output.plain(setup.failure()));
            }
            if (setup.delay() != null) {
                output.note("It is tried again: " + Output.plain(setup.delay()));
            }
        }
        overview.troubles().forEach(trouble -> output.note(Output.plain(trouble)));
    }

    /// Whether anything failed.
    static boolean failed(Personalization overview) {
        return !overview.troubles().isEmpty() || overview.setups().stream().anyMatch(setup -> setup.failure() != null);
    }
}
