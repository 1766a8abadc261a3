package dev.sightline.cli;

import java.io.Console;
import java.io.PrintWriter;
import picocli.CommandLine;

/// Where a command writes: answers to `out`, what must be known besides to `err`.
record Output(PrintWriter out, PrintWriter err) {

    static Output of(CommandLine command) {
        return new Output(command.getOut(), command.getErr());
    }

    /// Text of others, without what would steer the terminal.
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", "\ufffd");
    }

    void answer(String text) {
        out.println(text);
        out.flush();
    }

    void note(String text) {
        err.println(text);
        err.flush();
    }

    /// A bar where a person watches, nothing but failures where a script does.
    Progress progress(boolean isForScripts) {
        Console console = System.console();
        boolean isWatched = !isForScripts
                && console != null
                && console.isTerminal()
                && System.getenv("TERM") != null
                && !System.getenv("TERM").equals("dumb");
        return isWatched ? new ProgressBar(console.writer(), err, System::nanoTime) : new SilentProgress(err);
    }
}
