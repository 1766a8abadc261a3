package dev.sightline.standalone;

import com.sun.security.auth.module.UnixSystem;
import dev.sightline.StartException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs PostgreSQL's programs. They refuse to be root, so for root they run in a user namespace where nobody is.
final class PostgresPrograms {

    /// What a program said, and whether it did what it was asked.
    record Result(int exitCode, String output) {

        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private static final List<String> AS_NOBODY = List.of("unshare", "-U");

    private final Path bin;
    private final List<String> prefix;

    private PostgresPrograms(Path bin, List<String> prefix) {
        this.bin = bin;
        this.prefix = prefix;
    }

    static PostgresPrograms in(Path bin) {
        if (new UnixSystem().getUid() != 0) {
            return new PostgresPrograms(bin, List.of());
        }
        if (!namespaces()) {
            throw new StartException(
                    "PostgreSQL refuses to run as root, and this system gives it no user namespace to be"
                            + " someone else in. Start Sightline as an ordinary user, or set QUARKUS_DATASOURCE_JDBC_URL,"
                            + " QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD to a PostgreSQL of your own.");
        }
        return new PostgresPrograms(bin, AS_NOBODY);
    }

    Result run(String program, List<String> arguments) {
        return run(program, arguments, "");
    }

    /// @param input what the program reads
    Result run(String program, List<String> arguments, String input) {
        List<String> command = new ArrayList<>(prefix);
        command.add(bin.resolve(program).toString());
        command.addAll(arguments);
        try {
            return run(command, input);
        } catch (IOException e) {
            return new Result(-1, e.getMessage());
        }
    }

    private static boolean namespaces() {
        try {
            return run(List.of("unshare", "-U", "true"), "").succeeded();
        } catch (IOException _) {
            return false;
        }
    }

    private static Result run(List<String> command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended without reading, and says why itself.
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(exitCode(process), output.strip());
    }

    private static int exitCode(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
