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
            "Gives pictures that are there already the vectors that were computed elsewhere, so that the model is not asked "
                    + "for these: files of a batch job, or an index of OpenSearch.",
            "",
            "PATH is the output of batch transform of Amazon SageMaker, copied to this machine: a file KEY.out for each "
                    + "picture, with [[float, ...]] in it. KEY is the key of its object, or the name of its file where no "
                    + "other picture has that.",
            "",
            "NAME is an index that another system has made in the OpenSearch of the server's settings, of documents with "
                    + "embedding, name and type. The server reads it, and writes nothing to it.",
            "",
            "The same command can be given again: it brings what is missing."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  sightline vectors import transform-output", "  sightline vectors import --index old-pictures"})
final class VectorsImportCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 8;

    /// A request has at most 500 vectors, and at most 6 MB: a value takes up to 15 characters.
    private static final int VECTORS = 500;

    private static final int VALUES = 300_000;

    @Parameters(arity = "0..*", paramLabel = "PATH", description = "A file of the output, or a folder of them.")
    private List<Path> paths = List.of();

    @Option(
            names = "--index",
            paramLabel = "NAME",
            description = {"An index of OpenSearch, in place of files. What", "is in it of texts is left out."})
    private String index;

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
        if (paths.isEmpty() == (index == null)) {
            throw misunderstood("Name either files (PATH) or an index (--index NAME).");
        }
        return index == null ? files() : index();
    }

    private int files() {
        VectorFiles found = found();
        Output output = Output.of(spec.commandLine());
        Api api = server.api(ATTEMPTS);
        VectorReport report = new VectorReport(model(api));
        try (Progress progress = output.progress(server.json())) {
            progress.start("Importing vectors", found.files().size());
            bring(found.files(), api, report.model(), report, progress);
        }
        if (found.other() > 0) {
            output.note((found.other() == 1 ? "1 other file" : found.other() + " other files")
                    + " left out: not named .out.");
        }
        return tell(report, api, output);
    }

    private int index() {
        Output output = Output.of(spec.commandLine());
        Api api = server.api(ATTEMPTS);
        VectorReport report = new VectorReport(model(api));
        try (Progress progress = output.progress(server.json())) {
            String after = null;
            do {
                Api.BroughtPage page = api.bringIndex(report.model(), index, isReplacing, after);
                if (after == null) {
                    progress.start("Importing vectors", page.total());
                }
                add(page, report, progress);
                after = page.after();
            } while (after != null);
        }
        if (report.others() > 0) {
            output.note((report.others() == 1 ? "1 document" : report.others() + " documents")
                    + " left out: not of the type image.");
        }
        return tell(report, api, output);
    }

    private static void add(Api.BroughtPage page, VectorReport report, Progress progress) {
        for (Api.BroughtVector one : page.vectors()) {
            add(line(one.name(), one), report, progress);
        }
        report.leaveOut(page.others());
        for (int i = 0; i < page.others(); i++) {
            progress.step();
        }
    }

    private int tell(VectorReport report, Api api, Output output) {
        if (server.json()) {
            output.answer(report.json());
        } else {
            output.answer(report.sentence());
            tellWhatIsLeft(api, report.model(), output);
        }
        return report.exitCode();
    }

    private String model(Api api) {
        return model == null ? wanted(api) : model;
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
            add(line(batch.get(i).path().toString(), brought.get(i)), report, progress);
        }
        batch.clear();
        vectors.clear();
    }

    private static VectorReport.Line line(String name, Api.BroughtVector one) {
        return new VectorReport.Line(
                name,
                one.status(),
                one.image(),
                one.error() == null ? null : one.error().reason());
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
