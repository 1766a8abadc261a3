package dev.sightline.cli;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "find",
        description = {
            "Has the server find the styles of the library anew, and follows it.",
            "",
            "Those that are there stay until the others have been found. Stopped, the server goes on."
        })
final class StylesFindCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "How many styles; if it is not given, as many as there seem to be.")
    private Integer count;

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
        api.findStyles(new Api.StyleOrder(count));
        String answer;
        try (Progress progress = output.progress(server.json())) {
            answer = follow(api, progress);
        }
        Api.StyleList list = api.styleList(answer);
        if (list.job() != null) {
            output.note("The styles were not found: " + Output.plain(list.job().failure()));
            return Cli.FAILED;
        }
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            StylesCommand.tell(list, output);
            output.note(Output.plain(list.found().reason()));
        }
        return 0;
    }

    /// Returns the last answer, when the server does nothing more about it.
    private static String follow(Api api, Progress progress) {
        String answer = api.styles();
        String state = "";
        int shown = 0;
        for (var job = api.styleList(answer).job();
                job != null && job.failure() == null;
                job = api.styleList(answer).job()) {
            if (!job.state().equals(state)) {
                state = job.state();
                shown = 0;
                progress.start(words(state), job.total());
            }
            for (; shown < job.done(); shown++) {
                progress.step();
            }
            pause();
            answer = api.styles();
        }
        return answer;
    }

    private static String words(String state) {
        return switch (state) {
            case "choosing" -> "Looking how many styles there are";
            case "fitting" -> "Finding the styles";
            default -> "Giving pictures their style";
        };
    }

    private static void pause() {
        try {
            Retries.sleep(BETWEEN_LOOKS);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
