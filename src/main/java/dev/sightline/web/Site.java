package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What pages load before they can be used: one stylesheet of all, the scripts, the icons. Their addresses carry a hash
/// of all their content, so a browser asks for none of them twice, and never mixes two versions.
@ApplicationScoped
@Named
class Site {

    static final String STYLESHEET = "/assets/sightline.css";

    /// In the order of the cascade: what is shared, then one a feature.
    static final List<String> STYLES = List.of(
            "tokens",
            "base",
            "frame",
            "searchbox",
            "grid",
            "library",
            "facets",
            "search",
            "searches",
            "picture",
            "upload",
            "activity",
            "models",
            "settings",
            "duplicates",
            "notice",
            "selection",
            "trash",
            "tags");

    private static final List<String> DRAWINGS = List.of("/assets/icons.svg", "/assets/wall.svg");

    /// `import './x.js'` and `from './x.js'`.
    private static final Pattern IMPORT = Pattern.compile("(?:\\bimport|\\bfrom)\\s+'(?<path>\\.{1,2}/[^']+\\.js)'");

    /// An import, `import('./x.js')`, and the address of a worker.
    private static final Pattern REFERENCE =
            Pattern.compile("(?:\\bimport\\s*\\(?|\\bfrom|new URL\\()\\s*'(?<path>\\.{1,2}/[^']+\\.js)'");

    private final boolean changing = LaunchMode.current() == LaunchMode.DEVELOPMENT;
    private volatile Content content;

    /// @param scripts paths of the modules that every page needs, `app.js` first
    /// @param pictureScripts paths of those that the page of a picture needs besides
    private record Content(String version, Asset stylesheet, List<String> scripts, List<String> pictureScripts) {}

    /// `/assets/<version>`, under which every file of `/assets` is found too.
    public String root() {
        return "/assets/" + content().version();
    }

    /// Addresses of the modules that a page needs at once, so that a browser fetches them side by side and not one
    // import
    /// after the other.
    public List<String> scripts(Frame frame) {
        var found = content();
        var needed = new ArrayList<>(found.scripts());
        if (frame.section() == Frame.Section.PICTURE) {
            needed.addAll(found.pictureScripts());
        }
        return needed.stream()
                .map(path -> path.replaceFirst("/assets", "/assets/" + found.version()))
                .toList();
    }

    Asset stylesheet() {
        return content().stylesheet();
    }

    boolean isVersion(String name) {
        return name.equals(content().version());
    }

    private Content content() {
        if (changing) {
            return read();
        }
        if (content == null) {
            content = read();
        }
        return content;
    }

    private static Content read() {
        var styles = Buffer.buffer();
        STYLES.forEach(
                name -> styles.appendBuffer(asset("/assets/" + name + ".css").bytes()));
        var all = styles.copy();
        reached("/assets/app.js", REFERENCE)
                .forEach(path -> all.appendBuffer(asset(path).bytes()));
        DRAWINGS.forEach(path -> all.appendBuffer(asset(path).bytes()));
        var scripts = reached("/assets/app.js", IMPORT);
        var pictureScripts = reached("/assets/picture.js", IMPORT);
        pictureScripts.removeAll(scripts);
        return new Content(
                Asset.digest(all.getBytes()),
                Asset.of(STYLESHEET, styles.getBytes()),
                List.copyOf(scripts),
                List.copyOf(pictureScripts));
    }

    private static Set<String> reached(String module, Pattern reference) {
        var found = new LinkedHashSet<String>();
        walk(module, reference, found);
        return found;
    }

    private static void walk(String module, Pattern reference, Set<String> found) {
        if (!found.add(module)) {
            return;
        }
        var folder = URI.create(module);
        var text = asset(module).bytes().toString(UTF_8);
        reference
                .matcher(text)
                .results()
                .map(match -> folder.resolve(match.group("path")).toString())
                .forEach(path -> walk(path, reference, found));
    }

    private static Asset asset(String path) {
        return Asset.at(path).orElseThrow(() -> new IllegalStateException(path + " is not there"));
    }
}
