package dev.sightline.cli;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "models",
        subcommands = ModelsFetchCommand.class,
        description = "Lists the models that the server can search with. The one that its settings ask for has a star.")
final class ModelsCommand implements Callable<Integer> {

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
        String answer = api.models();
        var output = Output.of(spec.commandLine());
        if (server.json()) {
            output.answer(answer.strip());
        } else {
            var list = api.modelList(answer);
            output.answer(table(list).toString());
            list.models().stream()
                    .filter(model -> !model.why().isEmpty())
                    .forEach(model -> output.note("%s: %s".formatted(model.id(), Output.plain(model.why()))));
        }
        return 0;
    }

    private static Table table(Api.ModelList list) {
        Table table = new Table("", "ID", "STATE", "SIZE", "LANGUAGES", "NAME");
        for (Api.Model model : list.models()) {
            table.row(
                    model.wanted() ? "*" : "",
                    model.id(),
                    state(model),
                    model.bytes() == null ? "" : String.format(Locale.ROOT, "%.0f MB", model.bytes() / 1e6),
                    Objects.requireNonNullElse(model.languages(), ""),
                    model.name());
        }
        return table;
    }

    private static String state(Api.Model model) {
        String state = model.state();
        if (model.isUnderWay()) {
            state += " " + 100 * model.done() / Math.max(1, model.total()) + " %";
        }
        return state;
    }
}
