package dev.sightline.download;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// Names of files within one archive: none twice, not even where capitals do not count, and all of them names that any
/// system can write: `beach.jpg`, `beach (2).jpg`.
final class EntryNames {

    private static final int LONGEST = 200;

    private final Set<String> taken = new HashSet<>();

    EntryNames(String... taken) {
        for (var name : taken) {
            this.taken.add(key(name));
        }
    }

    String unique(String wanted) {
        var name = portable(wanted);
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var extension = dot > 0 ? name.substring(dot) : "";
        var free = name;
        for (int number = 2; !taken.add(key(free)); number++) {
            free = "%s (%d)%s".formatted(stem, number, extension);
        }
        return free;
    }

    private static String portable(String wanted) {
        var name = wanted.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "_")
                .strip()
                .replaceFirst("^\\.+", "_")
                .replaceFirst("[. ]+$", "");
        if (name.length() > LONGEST) {
            int dot = name.lastIndexOf('.');
            var extension = dot > 0 && name.length() - dot <= 10 ? name.substring(dot) : "";
            name = name.substring(0, LONGEST - extension.length()) + extension;
        }
        return name.isEmpty() ? "unnamed" : name;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
