package dev.sightline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The reference has every setting that there is, no other, and the defaults that hold.
class SettingsReferenceTest {

    private static final Path PAGE = Path.of("docs/reference/settings.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| ([^|]*)\\|.*$");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern INJECTED = Pattern.compile("@ConfigProperty\\(\\s*name = \"(sightline\\.[^\"]+)\"");

    /// What the command line tells the program, and no person.
    private static final Set<String> INTERNAL =
            Set.of("sightline.inside.database", "sightline.inside.storage", "sightline.data");

    @Test
    void hasEverySettingAndNoOther() throws IOException {
        var there = settings().keySet().stream()
                .filter(name -> !INTERNAL.contains(name))
                .toList();

        assertThat(documented().keySet().stream().filter(name -> name.startsWith("sightline.")))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void hasTheDefaultsThatHold() throws IOException {
        var documented = documented();

        settings().forEach((name, value) -> {
            if (value.isPresent() && documented.containsKey(name)) {
                assertThat(documented.get(name)).as("default of %s", name).contains(value.get());
            }
        });
    }

    /// All settings, with their defaults where these are plain values.
    private static Map<String, Optional<String>> settings() throws IOException {
        var settings = new TreeMap<String, Optional<String>>();
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var source = Files.readString(file);
                if (source.contains("@ConfigMapping(")) {
                    settings.putAll(mapped(file));
                }
                INJECTED.matcher(source).results().forEach(name -> settings.put(name.group(1), Optional.empty()));
            }
        }
        return settings;
    }

    private static Map<String, Optional<String>> mapped(Path file) {
        var name =
                SOURCES.relativize(file).toString().replaceAll("\\.java$", "").replace('/', '.');
        try {
            var mapping = Class.forName(name);
            var prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            return ConfigMappings.getProperties(ConfigClass.configClass(mapping, prefix)).entrySet().stream()
                    .filter(property -> !property.getValue().isGroup())
                    // Of a list, each member is there as well.
                    .filter(property -> !property.getKey().endsWith("[*]"))
                    .collect(Collectors.toMap(Map.Entry::getKey, property -> Optional.of(property.getValue())
                            .filter(it -> it.hasDefaultValue())
                            .map(it -> it.getDefaultValue())
                            .filter(value -> !value.contains("$"))));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Names with what the column of defaults says. A row may have several, of which those that begin with a dot stand
    /// for their beginning as well.
    private static Map<String, String> documented() throws IOException {
        var documented = new LinkedHashMap<String, String>();
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> {
            var names = names(row.group(1));
            var defaults = codes(row.group(2));
            for (int i = 0; i < names.size(); i++) {
                documented.put(
                        names.get(i),
                        defaults.size() == names.size() && names.size() > 1 ? defaults.get(i) : row.group(2));
            }
        });
        return documented;
    }

    private static List<String> names(String column) {
        var names = new ArrayList<String>();
        for (var name : codes(column)) {
            names.add(
                    name.startsWith(".")
                            ? names.getFirst().substring(0, names.getFirst().lastIndexOf('.')) + name
                            : name);
        }
        return names;
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }
}
