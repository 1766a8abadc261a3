package dev.sightline.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The server process that a cluster's `postmaster.pid` names, if there is one.
///
/// @param pid 0 if there is none
record Postmaster(Path file, long pid, State state) {

    /// A number that no system gives to a process.
    private static final String NOBODY = Integer.toString(Integer.MAX_VALUE);

    enum State {
        /// No process of this number: PostgreSQL itself recovers from that.
        GONE,
        /// The number has gone to another program since, or its process has ended and nobody has taken note, neither of
        /// which PostgreSQL can tell.
        STRANGER,
        OURS,
        UNCLEAR
    }

    static Postmaster of(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        Optional<ProcessHandle> process = pid(file).flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        return process.isPresent()
                ? new Postmaster(file, process.get().pid(), state(process.get(), cluster))
                : new Postmaster(file, 0, State.GONE);
    }

    /// Names no process any more. The rest of the file stays: by it, PostgreSQL makes sure that no child of the server
    /// that wrote it still works on the cluster.
    void forget() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(0, NOBODY);
        Files.write(file, lines);
    }

    private static Optional<Long> pid(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("\\d{1,18}"))
                    .map(Long::valueOf);
        }
    }

    private static State state(ProcessHandle process, Path cluster) throws IOException {
        if (hasEnded(process)) {
            return State.STRANGER;
        }
        Optional<Path> folder = folder(process);
        if (folder.isPresent()) {
            return Files.isSameFile(folder.get(), cluster) ? State.OURS : State.STRANGER;
        }
        return stateByCommand(process.info(), cluster);
    }

    private static State stateByCommand(ProcessHandle.Info info, Path cluster) {
        if (info.arguments().stream().flatMap(Stream::of).anyMatch(cluster.toString()::equals)) {
            return State.OURS;
        }
        boolean otherProgram = info.command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> !name.startsWith("postgres"))
                .isPresent();
        boolean otherUser = info.user()
                .filter(user -> !user.equals(System.getProperty("user.name")))
                .isPresent();
        return otherProgram || otherUser ? State.STRANGER : State.UNCLEAR;
    }

    /// A killed process keeps its number until its parent looks, which the first process of a container may never do.
    private static boolean hasEnded(ProcessHandle process) {
        try (var lines = Files.lines(proc(process, "status"))) {
            return lines.anyMatch(line -> line.startsWith("State:\tZ"));
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    /// The folder a process works in, which is the cluster's for a server, wherever that has been moved. Only Linux
    /// tells, and of one's own processes only.
    private static Optional<Path> folder(ProcessHandle process) {
        try {
            return Optional.of(proc(process, "cwd").toRealPath());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static Path proc(ProcessHandle process, String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }
}
