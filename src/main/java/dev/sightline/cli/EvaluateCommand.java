package dev.sightline.cli;

import dev.sightline.cli.Api.AskedQuery;
import dev.sightline.cli.Api.Evaluation;
import dev.sightline.cli.Api.EvaluationOrder;
import dev.sightline.cli.CsvLabels.InvalidLabelsException;
import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.labels.DemoQueries.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "evaluate",
        description = {
            "Measures how good the search is, by queries with what should be found for them.",
            "",
            "LABELS is a CSV file with the columns image,caption (each caption is a query for its image) or",
            "query,image,relevance (0 is not relevant, more is better); or \"demo\" for drawn pictures; or",
            "\"interactions\" for what you did with what you searched for in your own library.",
            "",
            "The pictures are uploaded once, into a set of their own that never shows in the library."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sightline evaluate labels.csv --images ~/Pictures/catalogue",
            "  sightline evaluate demo --queries mixed --method hybrid,vector,lexical",
            "  sightline evaluate labels.csv --images photos --against image,text,combined",
            "  sightline evaluate labels.csv --images photos --model nova-256,nova-1024,nova-3072",
            "  sightline evaluate interactions --json | jq '.evaluations[].report'"
        })
final class EvaluateCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 5;
    private static final int MOST_DRAWN = 9999;
    private static final Duration LOOK = Duration.ofMillis(500);
    static final List<String> KINDS = List.of("image", "text", "combined");
    private static final List<String> METHODS = List.of("hybrid", "vector", "lexical", "reciprocal-rank");

    @Parameters(paramLabel = "LABELS", description = "A CSV file, \"demo\" or \"interactions\".")
    private String labels;

    @Option(names = "--images", paramLabel = "DIR", description = "The folder of the pictures that the file names.")
    private Path images;

    @Option(
            names = "--set",
            paramLabel = "NAME",
            description = {"What the set of pictures is called. Without: as the", "file of labels."})
    private String set;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            split = ",",
            defaultValue = "hybrid",
            description = "hybrid, vector, lexical, reciprocal-rank: one or several.")
    private List<String> methods;

    @Option(
            names = "--against",
            paramLabel = "KIND",
            split = ",",
            defaultValue = "image",
            description = "What is searched: image, text, combined: one or several.")
    private List<String> against;

    @Option(
            names = "--model",
            paramLabel = "ID",
            split = ",",
            description = {
                "Whose generation is asked: one or several, which are",
                "kept up to date. Without: the one that searches use."
            })
    private List<String> models;

    @Option(
            names = "--queries",
            paramLabel = "KIND",
            defaultValue = "pixels",
            description = "Of \"demo\": pixels, words, mixed, both, not or unknown.")
    private String kind;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1000", description = "Of \"demo\": how many pictures.")
    private int count;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "" + DemoCollection.SEED,
            description = "Of \"demo\": the same seed draws the same pictures.")
    private long seed;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        methods.stream().filter(method -> !METHODS.contains(method)).findFirst().ifPresent(method -> {
            throw misunderstood("--method is one of " + String.join(", ", METHODS) + ".");
        });
        against.stream().filter(kind -> !KINDS.contains(kind)).findFirst().ifPresent(kind -> {
            throw misunderstood("--against is one of " + String.join(", ", KINDS) + ".");
        });
        Output output = Output.of(spec.commandLine());
        Api api = server.api(ATTEMPTS);
        Labelled labelled = labelled(output);
        labelled.left().forEach(line -> output.note(Output.plain(line)));
        if (labelled.queries() != null && labelled.queries().isEmpty()) {
            output.note("There is nothing to ask: none of the pictures could be taken.");
            return Cli.FAILED;
        }
        List<Evaluation> evaluations = new ArrayList<>();
        for (String method : methods) {
            for (String kind : against) {
                for (String model : models == null ? new String[] {null} : models.toArray(String[]::new)) {
                    EvaluationOrder order =
                            new EvaluationOrder(name(), labelled.set(), method, kind, labelled.queries(), model);
                    evaluations.add(finished(api, api.evaluate(order), output));
                }
            }
        }
        EvaluationOutput table = new EvaluationOutput(evaluations, server.server());
        output.answer(server.json() ? table.json() : table.words());
        return evaluations.stream().allMatch(Evaluation::isDone)
                        && labelled.left().isEmpty()
                ? 0
                : Cli.FAILED;
    }

    /// Queries whose pictures are on the server.
    ///
    /// @param set     null for the library
    /// @param queries null for what was recorded
    /// @param left    a line for everything that was left out
    record Labelled(String set, List<AskedQuery> queries, List<String> left) {}

    private String name() {
        return switch (labels) {
            case "demo" -> "demo %s %d".formatted(kind, count);
            default -> labels;
        };
    }

    private Labelled labelled(Output output) throws IOException {
        return switch (labels) {
            case "interactions" -> new Labelled(null, null, List.of());
            case "demo" -> demo(output);
            default -> file(output);
        };
    }

    private Labelled demo(Output output) {
        if (count < 1 || count > MOST_DRAWN) {
            throw misunderstood("--count is from 1 to " + MOST_DRAWN + ".");
        }
        var drawn = new DemoSet(seed, count);
        return drawn.labelled(kind(), new Intake(server, output));
    }

    private Kind kind() {
        return Arrays.stream(Kind.values())
                .filter(each -> each.name().equalsIgnoreCase(kind))
                .findFirst()
                .orElseThrow(() -> misunderstood("--queries is one of pixels, words, mixed, both, not, unknown."));
    }

    private Labelled file(Output output) throws IOException {
        Path file = Path.of(labels);
        if (images == null || !Files.isDirectory(images)) {
            throw misunderstood("Name the folder of the pictures with --images.");
        }
        try {
            String name = set == null ? file.getFileName().toString() : set;
            return new FileSet(name, CsvLabels.read(file), images).labelled(new Intake(server, output));
        } catch (NoSuchFileException e) {
            throw misunderstood(file + " does not exist.");
        } catch (InvalidLabelsException e) {
            throw misunderstood(e.getMessage());
        }
    }

    private Evaluation finished(Api api, Evaluation begun, Output output) {
        Evaluation evaluation = begun;
        try (Progress progress = output.progress(server.json())) {
            progress.start("Asking (" + EvaluationOutput.heading(begun) + ")", begun.queries());
            int shown = 0;
            while (evaluation.isRunning()) {
                Retries.sleep(LOOK);
                evaluation = api.evaluation(begun.id());
                for (; shown < evaluation.done(); shown++) {
                    progress.step();
                }
            }
            if (evaluation.failure() != null) {
                progress.say(Output.plain(evaluation.failure()));
            }
            return evaluation;
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
