package dev.sightline.picture.external;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs a program that is not trusted with what it reads: without a shell, with an empty environment and no input, in
/// a folder of its own, within limits of time, memory and what it writes. When it is over, all its processes are.
///
/// Memory, processor time and the size of files are limited by `prlimit` of util-linux. Where that is missing, the
/// resident memory is looked at while the program runs, and it is killed when it has too much.
final class Sandbox {

    private static final long LOOK_MILLIS = 20;
    private static final int MOST_WORDS = 4096;

    private final Path folder;
    private final Duration timeout;
    private final long memory;
    private final long output;

    /// @param folder  where it runs
    /// @param timeout for all of it
    /// @param memory  the most it may take, in bytes
    /// @param output  the most it may write to the folder, in bytes, besides what is there
    Sandbox(Path folder, Duration timeout, long memory, long output) {
        this.folder = folder;
        this.timeout = timeout;
        this.memory = memory;
        this.output = output;
    }

    /// How it ended.
    sealed interface End {

        /// By itself.
        ///
        /// @param words the beginning of what it wrote to its error stream
        record Exit(int code, String words) implements End {}

        record TooLong() implements End {}

        record TooMuchMemory() implements End {}

        record TooMuchOutput() implements End {}
    }

    /// @param words the program, by its absolute path, and its arguments
    /// @param paths where `prlimit` is looked for
    End run(List<String> words, String paths) throws IOException, InterruptedException {
        long before = written();
        Optional<Path> prlimit = Command.program("prlimit", paths);
        var builder = new ProcessBuilder(
                        prlimit.map(program -> limited(program, words)).orElse(words))
                .directory(folder.toFile())
                .redirectOutput(Redirect.DISCARD);
        builder.environment().clear();
        // Libraries put their temporary files there, and one arena each thread would count as memory.
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process process = builder.start();
        var family = new LinkedHashSet<ProcessHandle>();
        try {
            process.getOutputStream().close();
            var complaint = new Complaint(process.getErrorStream());
            var end = watched(process, family, before, prlimit.isEmpty());
            return end.isPresent() ? end.get() : new End.Exit(process.exitValue(), complaint.words());
        } finally {
            kill(process, family);
        }
    }

    private List<String> limited(Path prlimit, List<String> words) {
        var all = new ArrayList<>(List.of(
                prlimit.toString(),
                "--as=" + memory,
                "--cpu=" + Math.max(1, timeout.toSeconds()),
                "--fsize=" + output,
                "--core=0",
                "--"));
        all.addAll(words);
        return all;
    }

    /// @return empty when it ended by itself
    private Optional<End> watched(Process process, Set<ProcessHandle> family, long before, boolean isUnlimited)
            throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            process.descendants().forEach(family::add);
            if (written() - before > output) {
                return Optional.of(new End.TooMuchOutput());
            }
            if (!ended && isUnlimited && resident(process, family) > memory) {
                return Optional.of(new End.TooMuchMemory());
            }
            if (!ended && System.nanoTime() > deadline) {
                return Optional.of(new End.TooLong());
            }
        }
        return Optional.empty();
    }

    private long written() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(Sandbox::size).sum();
        } catch (IOException | UncheckedIOException e) {
            // A file that was there a moment ago is gone.
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    private static long resident(Process process, Set<ProcessHandle> family) {
        return Stream.concat(Stream.of(process.toHandle()), family.stream())
                .mapToLong(handle -> Resident.bytes(handle.pid()))
                .sum();
    }

    /// Those too whose parents are gone.
    private static void kill(Process process, Set<ProcessHandle> family) throws InterruptedException {
        process.descendants().forEach(family::add);
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    /// The beginning of what a program says about its failure; the rest is read and forgotten.
    private static final class Complaint {

        private final StringBuilder words = new StringBuilder();
        private final Thread reader;

        Complaint(InputStream stream) {
            reader = Thread.ofVirtual().start(() -> read(stream));
        }

        private void read(InputStream stream) {
            var buffer = new byte[4096];
            try (stream) {
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
            } catch (IOException ended) {
                // With the process.
            }
        }

        private synchronized void append(String more) {
            words.append(more, 0, Math.min(more.length(), MOST_WORDS - words.length()));
        }

        String words() throws InterruptedException {
            // A process that it left behind may hold the stream open.
            reader.join(Duration.ofSeconds(1));
            synchronized (this) {
                return words.toString();
            }
        }
    }
}
