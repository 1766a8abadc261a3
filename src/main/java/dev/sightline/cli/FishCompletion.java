package dev.sightline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Writes what fish has to know of the commands: one line for each command and option.
final class FishCompletion {

    /// Whether the words before the cursor are these commands, whatever options are between them.
    private static final String AT = """
            function __sightline_at
              set -l words (commandline -opc)
              set -e words[1]
              set -l commands (string match -v -- '-*' $words)
              test "$commands[1..(count $argv)]" = "$argv"; or return 1
              contains -- "$commands[(math (count $argv) + 1)]" $__sightline_commands; and return 1
              return 0
            end
            """;

    private FishCompletion() {}

    static String of(CommandLine root) {
        String commands = commands(root).collect(Collectors.joining(" "));
        return Stream.concat(Stream.of("set -g __sightline_commands " + commands, AT.strip()), lines(root, List.of()))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> commands(CommandLine command) {
        return shown(command).flatMap(sub -> Stream.concat(Stream.of(sub.getCommandName()), commands(sub)));
    }

    private static Stream<String> lines(CommandLine command, List<String> path) {
        String at = "complete -c sightline -n '"
                + String.join(
                        " ",
                        Stream.concat(Stream.of("__sightline_at"), path.stream())
                                .toList()) + "'";
        Stream<String> subcommands = shown(command).map(sub -> "%s -f -a %s -d %s"
                .formatted(at, sub.getCommandName(), quoted(about(sub.getCommandSpec()))));
        Stream<String> options = command.getCommandSpec().options().stream()
                .filter(option -> !option.hidden())
                .map(option -> at + line(option));
        Stream<String> below = shown(command)
                .flatMap(sub -> lines(
                        sub,
                        Stream.concat(path.stream(), Stream.of(sub.getCommandName()))
                                .toList()));
        return Stream.of(subcommands, options, below).flatMap(lines -> lines);
    }

    private static Stream<CommandLine> shown(CommandLine command) {
        return command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
                .distinct();
    }

    private static String line(OptionSpec option) {
        // What takes a file may be completed by one, other values are not guessed.
        boolean isFile = Path.class.isAssignableFrom(option.type());
        String takes = option.arity().max() == 0 ? "" : isFile ? " -r" : " -x";
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1))
                .collect(Collectors.joining());
        return takes + names + " -d " + quoted(String.join(" ", option.description()));
    }

    private static String about(CommandSpec command) {
        String[] lines = command.usageMessage().description();
        return lines.length == 0 ? "" : lines[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
