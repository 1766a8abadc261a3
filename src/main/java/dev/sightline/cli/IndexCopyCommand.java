package dev.sightline.cli;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "copy",
        description = {
            "Has the server copy all vectors to another engine, and follows it.",
            "",
            "Searches use the other engine once it has everything, compared by number and by sample. Stopped, the server"
                    + " goes on; called again, it is followed again."
        })
final class IndexCopyCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Option(
            names = "--to",
            required = true,
            paramLabel = "ENGINE",
            description = "embedded, opensearch, s3-vectors or pinecone; its settings are the server's.")
    private String engine;

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
        Api.Generation active = api.activeGeneration();
        if (active.engine().equals(engine)) {
            output.note("Searches use " + engine + " already.");
            return 0;
        }
        Api.Generation copy = begun(api, active);
        String answer;
        try (Progress progress = output.progress(server.json())) {
            answer = follow(api, copy.id(), progress, output);
        }
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            output.answer("Searches use " + engine + ".");
        }
        return 0;
    }

    /// The one that is there of the same model, or a new one.
    private Api.Generation begun(Api api, Api.Generation active) {
        return api.generations().stream()
                .filter(one ->
                        one.model().equals(active.model()) && one.engine().equals(engine))
                .findFirst()
                .map(one -> api.activate(one.id()))
                .orElseGet(() -> api.startGeneration(new Api.GenerationOrder(active.model(), engine)));
    }

    /// Returns the last answer, when searches use it.
    private static String follow(Api api, long id, Progress progress, Output output) {
        String why = "";
        boolean started = false;
        long shown = 0;
        while (true) {
            String answer = api.generation(id);
            Api.Generation copy = api.parsedGeneration(answer);
            if (!started) {
                progress.start(
                        "Copying vectors", Math.toIntExact(copy.coverage().all()));
                started = true;
            }
            for (; shown < Math.min(copy.done(), copy.coverage().all()); shown++) {
                progress.step();
            }
            String trouble = copy.error() == null ? "" : copy.error().reason();
            if (!Objects.equals(trouble, why) && !trouble.isEmpty()) {
                output.note(Output.plain("It goes on by itself: " + trouble));
            }
            why = trouble;
            if (copy.state().equals("active")) {
                return answer;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Retries.sleep(BETWEEN_LOOKS);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
