package dev.sightline.picture.external;

import dev.sightline.picture.MediaType;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a program is called that decodes a picture.
///
/// @param program   its absolute path
/// @param arguments with `{in}` and `{out}` in the places of the two files
record Command(Path program, List<String> arguments) {

    private static final String HEIF_DEC = "heif-dec {in} {out}";
    /// The same program in distributions from before 2025.
    private static final String HEIF_CONVERT = "heif-convert {in} {out}";
    private static final String DJXL = "djxl {in} {out}";
    private static final String VIPS = "vips copy {in} {out}";

    /// Those that are tried, the best first.
    static List<String> known(MediaType type) {
        return switch (type) {
            case HEIC, AVIF -> List.of(HEIF_DEC, HEIF_CONVERT, VIPS);
            case JXL -> List.of(DJXL, VIPS);
            default -> throw new IllegalArgumentException(type + " is decoded here");
        };
    }

    /// @param line  the name or path of a program and its arguments
    /// @param paths folders, as in `PATH`
    /// @return empty if there is no such program
    static Optional<Command> find(String line, String paths) {
        List<String> words = List.of(line.strip().split("\\s+"));
        return program(words.getFirst(), paths).map(program -> new Command(program, words.subList(1, words.size())));
    }

    static Optional<Path> program(String name, String paths) {
        if (name.contains("/")) {
            return Optional.of(Path.of(name).toAbsolutePath()).filter(Command::isProgram);
        }
        return Arrays.stream(paths.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name).toAbsolutePath())
                .filter(Command::isProgram)
                .findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    /// What people call it.
    String name() {
        return program.getFileName().toString();
    }

    List<String> words(Path in, Path out) {
        return Stream.concat(Stream.of(program.toString()), arguments.stream().map(word -> word.replace(
                                "{in}", in.toString())
                        .replace("{out}", out.toString())))
                .toList();
    }
}
