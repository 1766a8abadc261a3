package dev.sightline.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line. Apart from `serve` and `doctor` its commands are clients of a running server and need nothing of
/// the service.
@Command(
        name = "sightline",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            ServeCommand.class,
            ImportCommand.class,
            SearchCommand.class,
            StatusCommand.class,
            ModelsCommand.class,
            IndexCommand.class,
            VectorsCommand.class,
            StylesCommand.class,
            PersonalizeCommand.class,
            DemoCommand.class,
            EvaluateCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        },
        description = "An image library that is searched by meaning.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  something failed; the lines before say what",
            "  2  the command was not understood",
            "  3  no server answers",
            "  130, 143  stopped, by Ctrl+C or kill"
        })
public final class Cli {

    @Mixin
    private HelpOption help;

    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;
    static final int NO_SERVER = 3;

    /// Runs a command and returns its exit code: 0 done, 1 something failed, 2 not understood, 3 no server answers.
    public static int run(String... arguments) {
        // Pictures are drawn and read without a screen.
        System.setProperty("java.awt.headless", "true");
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Cli())
                .setParameterExceptionHandler(Cli::misunderstood)
                .setExecutionExceptionHandler(Cli::failed);
    }

    private static int misunderstood(ParameterException failure, String... arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        err.flush();
        return NOT_UNDERSTOOD;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult arguments) throws Exception {
        int exitCode =
                switch (failure) {
                    case NoServerException _ -> NO_SERVER;
                    case RefusedException _ -> FAILED;
                    default -> throw failure;
                };
        command.getErr().println(failure.getMessage());
        command.getErr().flush();
        return exitCode;
    }
}
