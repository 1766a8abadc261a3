package dev.sightline.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Modules that import one another, as the one script that a browser fetches instead: each is a function of its own, in
/// the order in which a browser would run them. What they import and export is kept in `modules`, by their paths.
///
/// It understands what our modules say, one line each: `import './x.js';`, `import { a, b as c } from './x.js';`, and
/// `export` before a function, a class or a constant. Comments that have lines of their own stay behind.
final class Bundle {

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:\\{ (?<names>[^}]+) } from )?'(?<path>\\.{1,2}/[^']+\\.js)';$");
    private static final Pattern EXPORT =
            Pattern.compile("(?m)^export (?<kind>(?:async )?function|class|const) (?<name>\\w+)");
    private static final Pattern UNKNOWN = Pattern.compile("(?m)^(?:import|export)\\b(?!\\().*$");
    private static final Pattern COMMENT = Pattern.compile("(?ms)^[ ]*/\\*\\*.*?\\*/\\n|^[ ]*//[^\\n]*\\n");

    private final String entry;
    private final Bundle base;
    private final UnaryOperator<String> read;
    private final Map<String, String> modules = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();
    private List<String> exports = List.of();

    private Bundle(String entry, Bundle base, UnaryOperator<String> read) {
        this.entry = entry;
        this.base = base;
        this.read = read;
    }

    /// Joins a module with all that it imports.
    ///
    /// @param entry path of a module, such as `upload/panel.js`
    /// @param base  a bundle that is there by then, so that its modules are not in this one; or null
    /// @param read  the text of a module, by its path
    /// @throws IllegalStateException for an import or export that is not understood, or a circle of imports
    static Bundle of(String entry, Bundle base, UnaryOperator<String> read) {
        var bundle = new Bundle(entry, base, read);
        bundle.add(entry);
        return bundle;
    }

    String text() {
        var head = base == null
                ? "const modules = {};\nexport { modules };\n"
                : "import { modules } from '%s';\n".formatted(base.from(entry));
        var foot = exports.isEmpty() ? "" : "export const { %s } = %s;\n".formatted(names(exports), in(entry));
        return head + String.join("", modules.values()) + foot;
    }

    private String from(String other) {
        long depth = other.chars().filter(character -> character == '/').count();
        return (depth == 0 ? "./" : "../".repeat((int) depth)) + entry;
    }

    private void add(String path) {
        if (modules.containsKey(path) || base != null && base.modules.containsKey(path)) {
            return;
        }
        if (open.contains(path)) {
            throw new IllegalStateException("modules import each other: " + open);
        }
        open.add(path);
        var source = read.apply(path);
        var body = IMPORT.matcher(source).replaceAll(found -> {
            var imported = URI.create("/" + path)
                    .resolve(found.group("path"))
                    .getPath()
                    .substring(1);
            add(imported);
            var names = found.group("names");
            return names == null ? "" : "const { %s } = %s;".formatted(names.replace(" as ", ": "), in(imported));
        });
        var exported =
                EXPORT.matcher(body).results().map(found -> found.group("name")).toList();
        body = COMMENT.matcher(EXPORT.matcher(body).replaceAll("${kind} ${name}"))
                .replaceAll("");
        var unknown = UNKNOWN.matcher(body);
        if (unknown.find()) {
            throw new IllegalStateException("%s: not understood: %s".formatted(path, unknown.group()));
        }
        modules.put(path, "%s = (() => {\n%s\nreturn { %s };\n})();\n".formatted(in(path), body, names(exported)));
        if (path.equals(entry)) {
            exports = exported;
        }
        open.remove(path);
    }

    private static String in(String path) {
        return "modules['%s']".formatted(path);
    }

    private static String names(List<String> names) {
        return names.stream().collect(Collectors.joining(", "));
    }
}
