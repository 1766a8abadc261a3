package dev.sightline.cli;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        showDefaultValues = true,
        description = {
            "Draws pictures and adds them to the library, to try it without pictures of your own.",
            "",
            "They are drawn on this machine and go the way of every other picture. Their names say nothing about them."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int LARGEST = 9999;

    @Option(names = "--count", paramLabel = "N", defaultValue = "240", description = "How many pictures.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + DemoCollection.SEED,
            description = "The same seed draws the same pictures.")
    private long seed;

    @Option(
            names = "--with-captions",
            description = "Also give each its title and description. Without, pictures are found by what is on them.")
    private boolean isCaptioned;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    private final Map<String, Api.Words> captions = new ConcurrentHashMap<>();

    @Override
    public Integer call() {
        if (count < 1 || count > LARGEST) {
            throw new ParameterException(spec.commandLine(), "--count is from 1 to " + LARGEST + ".");
        }
        Output output = Output.of(spec.commandLine());
        Api api = Intake.api(server);
        List<Source> sources = IntStream.range(0, count).mapToObj(this::source).toList();
        Report report = new Intake(server, output).run(api, sources, new Report(0), true);
        if (isCaptioned) {
            describe(report, api, output);
        }
        return report.exitCode();
    }

    private Source source(int index) {
        String label = "demo-%04d".formatted(index + 1);
        return new Source(label, () -> draw(label, index));
    }

    private Upload draw(String label, int index) {
        DemoPicture picture = DemoCollection.picture(seed, index);
        captions.put(label, new Api.Words(picture.title(), picture.caption().text(), null));
        return Upload.of(picture.name(), picture.mediaType(), picture.bytes());
    }

    private void describe(Report report, Api api, Output output) {
        List<Outcome> described =
                report.files().stream().filter(file -> !file.isBad()).toList();
        try (Progress progress = output.progress(server.json())) {
            progress.start("Describing", described.size());
            for (Outcome file : described) {
                api.describe(file.image(), captions.get(file.file()));
                progress.step();
            }
        }
    }
}
