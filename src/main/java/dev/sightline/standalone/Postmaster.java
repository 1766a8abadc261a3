package dev.sightline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// The server process that a cluster's `postmaster.pid` names, if there is one.
///
/// @param pid 0 if there is none
record Postmaster(Path file, long pid, State state) {

    enum State {
        /// No process of this number: PostgreSQL itself recovers from that.
        GONE,
        /// The number has gone to another program since, which PostgreSQL cannot tell.
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

    void forget() throws IOException {
        Files.delete(file);
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

    private static State state(ProcessHandle process, Path cluster) {
        ProcessHandle.Info info = process.info();
        if (works(process, cluster)
                || info.arguments()
                        .filter(a -> Arrays.asList(a).contains(cluster.toString()))
                        .isPresent()) {
            return State.OURS;
        }
        boolean otherProgram = info.command()
                .filter(c -> !Path.of(c).getFileName().toString().startsWith("postgres"))
                .isPresent();
        boolean otherUser = info.user()
                .filter(u -> !u.equals(System.getProperty("user.name")))
                .isPresent();
        return otherProgram || otherUser ? State.STRANGER : State.UNCLEAR;
    }

    /// A server works in its cluster's directory, wherever that has been moved; only Linux tells.
    private static boolean works(ProcessHandle process, Path cluster) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), cluster);
        } catch (IOException _) {
            return false;
        }
    }
}
