package dev.sightline.cli;

import dev.sightline.picture.PictureDecoder;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.PictureHeader;
import dev.sightline.picture.Renditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "search",
        description = "Finds pictures by what is on them: by words, by another picture, or by both.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  sightline search a red boat at dusk",
            "  sightline search -- boat -lighthouse",
            "  sightline search --image beach.jpg --filter \"after:2024 tag:holiday\"",
            "  sightline search --json cat | jq -r '.results[].image.id'"
        })
final class SearchCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 3;
    private static final int LARGEST_EXAMPLE = 3_000_000;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "What to look for, as in the search box.")
    private List<String> words = List.of();

    @Option(names = "--image", paramLabel = "FILE", description = "A picture to look for others like it.")
    private Path image;

    @Option(
            names = "--filter",
            paramLabel = "FILTER",
            description = {"As in the search box: type:png, tag:holiday,", "after:2024, before:2024-06, is:favourite."})
    private String filter;

    @Option(
            names = "--against",
            paramLabel = "KIND",
            description = {"What is searched: image (the pixels), text (what", "is written about them), or combined."})
    private String against;

    @Option(names = "--limit", paramLabel = "N", description = "How many to show at most, 1 to 200.")
    private Integer limit;

    @Option(names = "--weaker", description = "Show what matches less well instead.")
    private boolean isWeaker;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Api api = server.api(ATTEMPTS);
        String answer = api.search(query());
        Output output = Output.of(spec.commandLine());
        output.answer(server.json() ? answer.strip() : words(api.results(answer)));
        return 0;
    }

    private Api.Search query() throws IOException {
        if (words.isEmpty() && image == null) {
            throw misunderstood("Say what to look for: words, or a picture with --image.");
        }
        if (limit != null && (limit < 1 || limit > 200)) {
            throw misunderstood("--limit is from 1 to 200.");
        }
        if (against != null && !EvaluateCommand.KINDS.contains(against)) {
            throw misunderstood("--against is one of " + String.join(", ", EvaluateCommand.KINDS) + ".");
        }
        return new Api.Search(
                words.isEmpty() ? null : String.join(" ", words),
                image == null ? null : List.of(example()),
                against,
                filter,
                limit,
                isWeaker ? true : null);
    }

    private Api.Example example() throws IOException {
        try {
            return new Api.Example(Base64.getEncoder().encodeToString(small(Files.readAllBytes(image))));
        } catch (NoSuchFileException e) {
            throw misunderstood(image + " does not exist.");
        } catch (PictureException e) {
            throw misunderstood(image + ": " + e.getMessage());
        }
    }

    /// A search needs no more pixels than a preview has, and a request takes no more bytes.
    private static byte[] small(byte[] picture) {
        PictureHeader header = PictureDecoder.header(picture);
        return picture.length <= LARGEST_EXAMPLE
                ? picture
                : Renditions.of(PictureDecoder.decode(picture, header))
                        .getFirst()
                        .jpeg();
    }

    private ParameterException misunderstood(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private String words(Api.Results results) {
        if (results.results().isEmpty()) {
            return isWeaker
                    ? "Nothing matches, not even weakly."
                    : "Nothing matches well. Add --weaker to see the rest.";
        }
        Table table = new Table("NAME", "SCORE", "RELEVANT");
        results.results()
                .forEach(result -> table.row(
                        result.image().name(),
                        String.format(Locale.ROOT, "%.3f", result.score()),
                        result.relevant() ? "yes" : "weaker"));
        return table.toString();
    }
}
