package dev.sightline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/// What a command said and how it ended.
record Run(int exitCode, String out, String err) {

    static Run of(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Cli.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Run(commands.execute(arguments), out.toString(), err.toString());
    }

    /// A command that asks the server.
    static Run against(StubServer server, String... arguments) {
        return of(Stream.concat(Arrays.stream(arguments), Stream.of("--server", server.url()))
                .toArray(String[]::new));
    }
}
