package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What pages load before they can be used: one stylesheet of all, a script or two, the icons. Their addresses carry a
/// hash of all their content, so a browser asks for none of them twice, and never mixes two versions.
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
            "crop",
            "picture",
            "upload",
            "activity",
            "models",
            "settings",
            "description",
            "duplicates",
            "notice",
            "selection",
            "trash",
            "tags",
            "evaluation",
            "styles",
            "taste");

    private static final List<String> DRAWINGS = List.of("/assets/icons.svg", "/assets/wall.svg");
    private static final List<String> WORKERS = List.of("/assets/upload/digest-worker.js");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/\\n*");

    private final boolean changing = LaunchMode.current() == LaunchMode.DEVELOPMENT;
    private volatile Content content;

    /// @param made what is made of several files, by the path under which it is found
    private record Content(String version, Map<String, Asset> made) {}

    /// `/assets/<version>`, under which every file of `/assets` is found too.
    public String root() {
        return "/assets/" + content().version();
    }

    /// The stylesheet or a script, which no file is.
    Optional<Asset> made(String path) {
        return Optional.ofNullable(content().made().get(path));
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
        var made = new LinkedHashMap<String, Asset>();
        var styles = STYLES.stream().map(name -> text(name + ".css")).collect(joining());
        put(STYLESHEET, COMMENT.matcher(styles).replaceAll(""), made);
        // Every page runs the first; the others are fetched by those that need them, see later.js.
        var first = Bundle.of("app.js", null, Site::text);
        put("/assets/app.js", first.text(), made);
        for (var later : List.of("picture.js", "upload/panel.js")) {
            put("/assets/" + later, Bundle.of(later, first, Site::text).text(), made);
        }
        var all = Buffer.buffer();
        made.values().forEach(asset -> all.appendBuffer(asset.bytes()));
        Stream.concat(DRAWINGS.stream(), WORKERS.stream())
                .forEach(path -> all.appendBuffer(asset(path).bytes()));
        return new Content(Asset.digest(all.getBytes()), made);
    }

    private static void put(String path, String text, Map<String, Asset> made) {
        made.put(path, Asset.of(path, text.getBytes(UTF_8)));
    }

    private static String text(String path) {
        return asset("/assets/" + path).bytes().toString(UTF_8);
    }

    private static Asset asset(String path) {
        return Asset.at(path).orElseThrow(() -> new IllegalStateException(path + " is not there"));
    }
}
