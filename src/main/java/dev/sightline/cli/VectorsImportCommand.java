package dev.sightline.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
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
        name = "import",
        description = {
            "Gives pictures that are there already the vectors that a batch job has computed, so that the model is not "
                    + "asked for these.",
            "",
            "The output of batch transform of Amazon SageMaker, copied to this machine: a file KEY.out for each picture, with "
                    + "[[float, ...]] in it. KEY is the key of its object, or the name of its file where no other picture "
                    + "has that. The same command can be given again: it brings what is missing."
        },
        footerHeading = "%nExample:%n",
        footer = "  sightline vectors import transform-output")
final class VectorsImportCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;

    /// A request has at most 500 vectors, and at most 6 MB: a value takes up to 15 characters.
    private static final int VECTORS = 500;

    private static final int VALUES = 300_000;

    @Parameters(arity = "1..*", paramLabel = "PATH", description = "A file of the output, or a folder of them.")
    private List<Path> paths;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = {"Whose vectors they are. Without: the model that the", "settings of the server ask for."})
    private String model;

    @Option(names = "--replace", description = "Also where a picture has a vector of this model.")
    private boolean isReplacing;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        VectorFiles found = found();
        Output output = Output.of(spec.commandLine());
        Api api = server.api(ATTEMPTS);
        String id = model == null ? wanted(api) : model;
        VectorReport report = new VectorReport(id);
        try (Progress progress = output.progress(server.json())) {
            progress.start("Importing vectors", found.files().size());
            bring(found.files(), api, id, report, progress);
        }
        if (found.other() > 0) {
            output.note((found.other() == 1 ? "1 other file" : found.other() + " other files")
                    + " left out: not named .out.");
        }
        if (server.json()) {
            output.answer(report.json());
        } else {
            output.answer(report.sentence());
            tellWhatIsLeft(api, id, output);
        }
        return report.exitCode();
    }

    private VectorFiles found() {
        try {
            VectorFiles found = VectorFiles.under(paths);
            if (found.files().isEmpty()) {
                throw misunderstood("There is no file whose name ends in .out.");
            }
            return found;
        } catch (FileNotFoundException e) {
            throw misunderstood(e.getMessage());
        } catch (FileSystemException e) {
            throw misunderstood(e.getFile() + " " + Outcome.words(e) + ".");
        } catch (IOException e) {
            throw misunderstood(Outcome.words(e));
        }
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String wanted(Api api) {
        return api.modelList(api.models()).models().stream()
                .filter(Api.Model::wanted)
                .map(Api.Model::id)
                .findFirst()
                .orElseThrow(() -> new RefusedException(200, "The server wants no model. Name one with --model."));
    }

    private void bring(List<VectorFiles.Found> files, Api api, String id, VectorReport report, Progress progress) {
        List<VectorFiles.Found> batch = new ArrayList<>();
        List<Api.NamedVector> vectors = new ArrayList<>();
        int values = 0;
        for (VectorFiles.Found file : files) {
            float[] vector;
            try {
                vector = file.values();
            } catch (IOException e) {
                add(new VectorReport.Line(file.path().toString(), "refused", null, Outcome.words(e)), report, progress);
                continue;
            }
            if (vectors.size() == VECTORS || !vectors.isEmpty() && values + vector.length > VALUES) {
                send(batch, vectors, api, id, report, progress);
                values = 0;
            }
            batch.add(file);
            vectors.add(new Api.NamedVector(file.name(), vector));
            values += vector.length;
        }
        send(batch, vectors, api, id, report, progress);
    }

    private void send(
            List<VectorFiles.Found> batch,
            List<Api.NamedVector> vectors,
            Api api,
            String id,
            VectorReport report,
            Progress progress) {
        if (vectors.isEmpty()) {
            return;
        }
        List<Api.BroughtVector> brought = api.bringVectors(id, vectors, isReplacing);
        for (int i = 0; i < batch.size(); i++) {
            Api.BroughtVector one = brought.get(i);
            add(
                    new VectorReport.Line(
                            batch.get(i).path().toString(),
                            one.status(),
                            one.image(),
                            one.error() == null ? null : one.error().reason()),
                    report,
                    progress);
        }
        batch.clear();
        vectors.clear();
    }

    private static void add(VectorReport.Line line, VectorReport report, Progress progress) {
        report.add(line);
        progress.step();
        if (line.isRefused()) {
            progress.say(line.words());
        }
    }

    /// Nothing is asked of the model for the others before somebody says so.
    private static void tellWhatIsLeft(Api api, String model, Output output) {
        api.generations().stream()
                .filter(one -> one.model().equals(model) && one.paused())
                .forEach(one ->
                        output.note("%d of %d pictures have a vector of %s. Its generation %d is paused. Resumed, "
                                        .formatted(
                                                one.coverage().searchable(),
                                                one.coverage().all(),
                                                model,
                                                one.id())
                                + "it asks the model for the others, and is searched with: on the page of models."));
    }
}
