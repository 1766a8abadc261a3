package dev.sightline.demo;

import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Writes demo pictures and a table of what is in them, to train and to evaluate the demo model.
///
/// ```
/// DemoFiles OUT_DIR COUNT SEED [--size SHORT_SIDE] [--captions N] [--from INDEX]
/// ```
///
/// The pictures are called `<style>-<index>`. `captions.csv` quotes every cell and separates alternatives by `|`. With
/// `--size` the pictures are small PNGs, and a last column tells which attributes each alternative states.
public final class DemoFiles {

    private static final String USAGE =
            "usage: DemoFiles OUT_DIR COUNT SEED [--size SHORT_SIDE] [--captions N] [--from INDEX]";

    private final Options options;

    private DemoFiles(Options options) {
        this.options = options;
    }

    public static void main(String[] args) throws IOException {
        System.setProperty("java.awt.headless", "true");
        try {
            write(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /// @throws IllegalArgumentException saying how to call it
    static void write(String... args) throws IOException {
        new DemoFiles(Options.parse(args)).write();
    }

    private void write() throws IOException {
        Files.createDirectories(options.directory);
        var rows = IntStream.range(options.from, Math.addExact(options.from, options.count))
                .parallel()
                .mapToObj(this::writePicture);
        Files.write(
                options.directory.resolve("captions.csv"),
                Stream.concat(Stream.of(header()), rows).toList());
    }

    private String header() {
        var header = "file,title,caption,alt_captions,style,subject,count,colour,time,place";
        return options.training() ? header + ",alt_states" : header;
    }

    /// @return its row in the table
    private String writePicture(int index) {
        var scene = Scene.of(options.seed, index);
        var format = options.training() ? ImageFormat.PNG : ImageFormat.of(scene.style());
        var image = options.training() ? Painter.paint(scene, options.size) : Painter.paint(scene);
        var file = String.format(Locale.ROOT, "%s-%05d.%s", lowerCase(scene.style()), index, format.extension());
        try {
            Files.write(options.directory.resolve(file), format.encode(image));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return row(file, scene);
    }

    private String row(String file, Scene scene) {
        var captions = Captions.of(scene, options.captions);
        var cells =
                new ArrayList<>(List.of(file, captions.title(), captions.full().text()));
        cells.add(captions.alternatives().stream().map(Caption::text).collect(Collectors.joining("|")));
        cells.addAll(scene.attributes().values());
        if (options.training()) {
            cells.add(captions.alternatives().stream().map(DemoFiles::states).collect(Collectors.joining("|")));
        }
        return cells.stream()
                .map(cell -> "\"" + cell.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String states(Caption caption) {
        return caption.states().stream().map(DemoFiles::lowerCase).collect(Collectors.joining(" "));
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /// @param size     of the short side in pixels, or 0 for pictures as the product has them
    /// @param captions how many alternatives there are to the caption of everything
    private record Options(Path directory, int count, long seed, int from, int size, int captions) {

        static Options parse(String[] args) {
            if (args.length < 3 || args.length % 2 == 0) {
                throw new IllegalArgumentException(USAGE);
            }
            var named = new HashMap<>(Map.of("--size", 0, "--captions", 5, "--from", 0));
            try {
                for (int i = 3; i < args.length; i += 2) {
                    if (named.replace(args[i], Integer.valueOf(args[i + 1])) == null) {
                        throw new IllegalArgumentException(args[i] + " is not an option; " + USAGE);
                    }
                }
                return new Options(
                        Path.of(args[0]),
                        Integer.parseInt(args[1]),
                        Long.parseLong(args[2]),
                        named.get("--from"),
                        named.get("--size"),
                        named.get("--captions"));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("a number is expected: " + e.getMessage() + "; " + USAGE, e);
            }
        }

        boolean training() {
            return size > 0;
        }
    }
}
