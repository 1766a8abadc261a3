package dev.sightline.picture.external;

import dev.sightline.picture.ForeignPicture;
import dev.sightline.picture.MediaType;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.PictureHeader;
import dev.sightline.picture.Refusal;
import dev.sightline.picture.external.Sandbox.End;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// HEIC, AVIF and JPEG XL to PNG, by programs of this machine.
@ApplicationScoped
public class ExternalDecoders {

    private static final Logger LOG = Logger.getLogger(ExternalDecoders.class);

    private static final int MOST_WORDS = 200;

    private final DecoderConfig config;
    private final String paths;
    private final Map<MediaType, Command> found = new ConcurrentHashMap<>();

    @Inject
    ExternalDecoders(DecoderConfig config) {
        this(config, Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    ExternalDecoders(DecoderConfig config, String paths) {
        this.config = config;
        this.paths = paths;
    }

    /// The picture as another program decodes it: upright, with its profile.
    ///
    /// @param file   of a type that [MediaType#isForeign]
    /// @param header of the same file
    /// @return a PNG, not looked into yet
    /// @throws PictureException if there is no such program, or it does not do it within its limits
    public byte[] decode(byte[] file, PictureHeader header) throws InterruptedException {
        Command command = command(header.type());
        try {
            Path folder = Files.createTempDirectory("sightline-");
            try {
                return decode(file, header, command, folder);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("running %s failed".formatted(command.name()), e);
        }
    }

    /// One that was found is remembered; one that was not may be installed at any time.
    private Command command(MediaType type) {
        if (!config.enabled()) {
            throw new PictureException(
                    Refusal.NO_DECODER,
                    "%s pictures are not read here: decoding by other programs is switched off. "
                                    .formatted(type.title())
                            + "Save as JPEG or PNG, then upload again.");
        }
        Command known = found.get(type);
        if (known != null && Files.isExecutable(known.program())) {
            return known;
        }
        Command command = look(type);
        LOG.infof("%s pictures are decoded by %s", type.title(), command.program());
        found.put(type, command);
        return command;
    }

    private Command look(MediaType type) {
        Optional<String> named =
                switch (type) {
                    case HEIC -> config.heic();
                    case AVIF -> config.avif();
                    case JXL -> config.jxl();
                    default -> throw new IllegalArgumentException(type + " is decoded here");
                };
        if (named.isPresent()) {
            return Command.find(named.get(), paths)
                    .orElseThrow(() -> new PictureException(
                            Refusal.NO_DECODER,
                            "No %s decoder found: sightline.picture.decoders.%s names \"%s\", which is no program here. "
                                            .formatted(type.title(), type.extension(), named.get())
                                    + "Change it or install it, then retry."));
        }
        return Command.known(type).stream()
                .flatMap(line -> Command.find(line, paths).stream())
                .findFirst()
                .orElseThrow(() -> new PictureException(
                        Refusal.NO_DECODER,
                        "No %s decoder found. Install %s, then retry."
                                .formatted(type.title(), type == MediaType.JXL ? "djxl" : "heif-dec")));
    }

    private byte[] decode(byte[] file, PictureHeader header, Command command, Path folder)
            throws IOException, InterruptedException {
        Path in = folder.resolve("in." + header.type().extension());
        Path out = folder.resolve("out.png");
        Files.write(in, file);
        var picture = ForeignPicture.of(file);
        long most = picture.mostBytes();
        var sandbox = new Sandbox(folder, config.timeout(), config.memory().asLongValue(), most);
        switch (sandbox.run(command.words(in, out), paths)) {
            case End.Exit(int code, String words) when code != 0 -> throw failed(command, said(code, words));
            case End.Exit exit -> {}
            case End.TooLong tooLong ->
                throw failed(
                        command,
                        "took longer than %d seconds".formatted(config.timeout().toSeconds()));
            case End.TooMuchMemory tooMuch ->
                throw failed(
                        command,
                        "took more than %,d MB of memory"
                                .formatted(config.memory().asLongValue() >> 20));
            case End.TooMuchOutput tooMuch ->
                throw failed(
                        command, "wrote more than %d × %d pixels can be".formatted(header.width(), header.height()));
        }
        return picture.labelled(written(command, out, most));
    }

    private static PictureException failed(Command command, String how) {
        return new PictureException(
                Refusal.DECODER_FAILED,
                "%s could not read it: it %s. Save as JPEG or PNG, then upload again.".formatted(command.name(), how));
    }

    private static String said(int code, String words) {
        String line = words.strip().lines().findFirst().orElse("").replaceAll("[^\\P{C}]", "");
        String end = code > 128 ? "was ended by signal %d".formatted(code - 128) : "ended with code %d".formatted(code);
        String part = line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
        return line.isEmpty() ? end : "%s (%s)".formatted(end, part);
    }

    /// A file with several pictures becomes several, which are numbered.
    private static byte[] written(Command command, Path out, long most) throws IOException {
        Path first = out.resolveSibling("out-1.png");
        Path result = Files.exists(out, LinkOption.NOFOLLOW_LINKS) ? out : first;
        if (!Files.isRegularFile(result, LinkOption.NOFOLLOW_LINKS)) {
            throw failed(command, "wrote no picture");
        }
        if (Files.size(result) > most) {
            throw failed(command, "wrote too much");
        }
        return Files.readAllBytes(result);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
