package dev.sightline.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = "Says what the library holds, with which model and index, and what is still to be done.")
final class StatusCommand implements Callable<Integer> {

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
        String answer = api.status();
        Output.of(spec.commandLine()).answer(server.json() ? answer.strip() : words(api.tree(answer)));
        return 0;
    }

    /// Whatever the server tells: one value a line, and what belongs together indented below its name.
    private static void tell(String name, JsonNode node, String indent, StringBuilder lines) {
        lines.append(indent).append(name).append(':');
        if (node.isNull() || node.isContainerNode() && node.isEmpty()) {
            lines.append(" none").append(System.lineSeparator());
        } else if (node.isContainerNode()) {
            lines.append(System.lineSeparator());
            tellAll(node, indent + "  ", lines);
        } else {
            lines.append(' ').append(Output.plain(node.asText())).append(System.lineSeparator());
        }
    }

    private static void tellAll(JsonNode node, String indent, StringBuilder lines) {
        if (node.isArray()) {
            IntStream.range(0, node.size()).forEach(i -> tell(String.valueOf(i + 1), node.get(i), indent, lines));
        } else {
            node.properties().forEach(property -> tell(property.getKey(), property.getValue(), indent, lines));
        }
    }

    private static String words(JsonNode status) {
        StringBuilder lines = new StringBuilder();
        tellAll(status, "", lines);
        return lines.toString().strip();
    }
}
