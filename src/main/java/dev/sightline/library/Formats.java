package dev.sightline.library;

import dev.sightline.picture.MediaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The formats of images as people name them.
final class Formats {

    /// Lower-case names and extensions, to media types.
    private static final Map<String, Set<String>> NAMES = names();

    private Formats() {}

    private static Map<String, Set<String>> names() {
        var names = new TreeMap<String, Set<String>>();
        for (MediaType type : MediaType.values()) {
            names.put(type.name().toLowerCase(Locale.ROOT), Set.of(type.mimeType()));
            names.put(type.extension(), Set.of(type.mimeType()));
            names.put(type.mimeType(), Set.of(type.mimeType()));
        }
        names.put("heif", Set.of(MediaType.HEIC.mimeType()));
        names.put(
                "raw",
                Arrays.stream(MediaType.values())
                        .filter(MediaType::isRaw)
                        .map(MediaType::mimeType)
                        .collect(Collectors.toCollection(TreeSet::new)));
        return names;
    }

    /// @param name for example `jpeg`, `jpg`, `image/jpeg`, or `raw` for all that cameras have
    static Optional<Set<String>> mimeTypes(String name) {
        return Optional.ofNullable(NAMES.get(name.toLowerCase(Locale.ROOT)));
    }

    /// `image/jpeg` → `JPEG`
    static String title(String mimeType) {
        return type(mimeType).map(MediaType::title).orElse(mimeType);
    }

    /// `image/jpeg` → `jpeg`, as filters have it
    static String name(String mimeType) {
        return type(mimeType).map(type -> type.name().toLowerCase(Locale.ROOT)).orElse(mimeType);
    }

    private static Optional<MediaType> type(String mimeType) {
        return Arrays.stream(MediaType.values())
                .filter(type -> type.mimeType().equals(mimeType))
                .findFirst();
    }
}
