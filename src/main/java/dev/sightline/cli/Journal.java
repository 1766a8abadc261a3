package dev.sightline.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which pictures were sent to a server that has not looked at them yet. It knows a picture again by what it has looked
/// at; an import that was killed and is started again would send the others twice. Written line by line as pictures
/// arrive, and removed when all of them are understood. Safe for use by several threads.
final class Journal {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) ([0-9a-f-]{36})");

    private final Path file;
    private final Consumer<String> tell;
    private final Map<String, String> images = new ConcurrentHashMap<>();
    private boolean broken;

    /// @param set  that the pictures are sent to, or null: the library
    /// @param tell takes the line that says that nothing can be remembered
    Journal(URI server, String set, Consumer<String> tell) {
        String name = set == null ? server.toString() : server + " " + set;
        this.file = folder().resolve(name.replaceAll("[^A-Za-z0-9.]+", "-") + ".import");
        this.tell = tell;
        try {
            if (Files.exists(file)) {
                // A line that a crash cut off is none.
                Files.readAllLines(file).stream()
                        .map(LINE::matcher)
                        .filter(Matcher::matches)
                        .forEach(line -> images.put(line.group(1), line.group(2)));
            }
        } catch (IOException | UncheckedIOException e) {
            giveUp(e);
        }
    }

    private static Path folder() {
        String set = System.getProperty("sightline.state", System.getenv("XDG_STATE_HOME"));
        return set == null || set.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state", "sightline")
                : Path.of(set, "sightline");
    }

    /// The image that a picture became, if it was sent before.
    Optional<String> image(String sha256) {
        return Optional.ofNullable(images.get(sha256));
    }

    synchronized void add(String sha256, String image) {
        if (broken) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    sha256 + " " + image + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    /// Everything is understood: the server knows it again by itself.
    void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(Exception failure) {
        broken = true;
        tell.accept(file + ": " + failure.getMessage()
                + ". Should the import be stopped, some pictures are sent again the next time.");
    }
}
