package dev.sightline.cli;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "fetch",
        description = {"Has the server fetch a model, or try again, and follows it.", "", "Stopped, the server goes on."
        })
final class ModelsFetchCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;
    private static final long MEGABYTE = 1_000_000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Parameters(paramLabel = "ID", description = "Which one, as 'sightline models' lists it.")
    private String id;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Output output = Output.of(spec.commandLine());
        Api api = server.api(ATTEMPTS);
        String answer;
        try (Progress progress = output.progress(server.json())) {
            answer = follow(api, progress);
        }
        Api.Model model = api.parsed(answer);
        if (server.json()) {
            output.answer(answer.strip());
        } else if (model.isReady()) {
            output.answer(id + " is ready.");
        }
        if (!model.isReady()) {
            output.note(Output.plain(id + " is not here: " + model.why()));
        }
        return model.isReady() ? 0 : Cli.FAILED;
    }

    /// Returns the last answer about the model, when the server does nothing more about it.
    private String follow(Api api, Progress progress) {
        String answer = api.fetch(id);
        Api.Model model = api.parsed(answer);
        long before = model.done();
        int shown = 0;
        String said = "";
        progress.start("Fetching " + id + ", MB", Math.toIntExact((model.total() - before) / MEGABYTE));
        while (model.isUnderWay()) {
            for (long here = (model.done() - before) / MEGABYTE; shown < here; shown++) {
                progress.step();
            }
            if (!model.why().isEmpty() && !model.why().equals(said)) {
                said = model.why();
                progress.say(Output.plain(said));
            }
            pause();
            answer = api.model(id);
            model = api.parsed(answer);
        }
        return answer;
    }

    private static void pause() {
        try {
            Retries.sleep(BETWEEN_LOOKS);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
