package dev.sightline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "styles",
        subcommands = StylesFindCommand.class,
        description = "Lists the styles of the library, the one with most pictures first.")
final class StylesCommand implements Callable<Integer> {

    private static final int ATTEMPTS = 3;

    @Mixin
    private ServerOptions server;

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Api api = server.api(ATTEMPTS);
        String answer = api.styles();
        var output = Output.of(spec.commandLine());
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            tell(api.styleList(answer), output);
        }
        return 0;
    }

    static void tell(Api.StyleList list, Output output) {
        if (list.styles().isEmpty()) {
            output.note("There are no styles yet. Have them found: sightline styles find");
            return;
        }
        Table table = new Table("PICTURES", "STYLE");
        list.styles().forEach(style -> table.row(String.valueOf(style.size()), style.name()));
        output.answer(table.toString());
    }
}
