package dev.sightline.cli;

import dev.sightline.picture.Sidecar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the file beside a picture that says something about it: `photo.jpg.xmp` or `photo.xmp`, and the JSON files of
/// Google Takeout under all the names that it gives them.
final class Sidecars {

    private static final String SUPPLEMENT = ".supplemental-metadata";

    /// Takeout cuts the names of its JSON files off here, before `(1)` and `.json`.
    private static final int LONGEST = 46;

    /// `photo(1).jpg` → `photo.jpg` and `(1)`
    private static final Pattern NUMBERED = Pattern.compile("(.*)(\\(\\d+\\))(\\.[^.]+)?");

    private static final Pattern EDITED =
            Pattern.compile("(.*)-edited((?:\\(\\d+\\))?(?:\\.[^.]+)?)", Pattern.CASE_INSENSITIVE);

    private final Map<Path, Map<String, Path>> folders = new HashMap<>();

    /// The sidecar of a picture, if there is one in its folder.
    Optional<Path> of(Path picture) throws IOException {
        var parent = picture.toAbsolutePath().getParent();
        var beside = folders.get(parent);
        if (beside == null) {
            beside = candidates(parent);
            folders.put(parent, beside);
        }
        return named(picture.getFileName().toString(), beside.keySet()).map(beside::get);
    }

    private static Map<String, Path> candidates(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).matches("(?s).*\\.(xmp|json)"))
                    .collect(Collectors.toMap(file -> file.getFileName().toString(), Function.identity()));
        }
    }

    /// Which of these names is that of the picture's sidecar.
    ///
    /// @param names of files in the same folder that end with `.xmp` or `.json`
    static Optional<String> named(String picture, Collection<String> names) {
        return first(names, name -> name.equalsIgnoreCase(picture + ".xmp"))
                .or(() -> first(names, name -> name.equalsIgnoreCase(stem(picture) + ".xmp")))
                .or(() -> first(names, name -> isTakeout(name, picture)))
                .or(() -> edited(picture).flatMap(original -> named(original, names)));
    }

    private static Optional<String> first(Collection<String> names, Predicate<String> wanted) {
        return names.stream().filter(wanted).sorted().findFirst();
    }

    private static String stem(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name : name.substring(0, dot);
    }

    private static boolean isTakeout(String name, String picture) {
        if (!name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return false;
        }
        Matcher numbered = NUMBERED.matcher(picture);
        boolean isNumbered = numbered.matches();
        var original = isNumbered ? numbered.group(1) + (numbered.group(3) == null ? "" : numbered.group(3)) : picture;
        var body = name.substring(0, name.length() - ".json".length());
        if (isNumbered) {
            if (!body.endsWith(numbered.group(2))) {
                return false;
            }
            body = body.substring(0, body.length() - numbered.group(2).length());
        }
        if (original.length() >= LONGEST) {
            return body.equals(original.substring(0, LONGEST));
        }
        return body.startsWith(original) && SUPPLEMENT.startsWith(body.substring(original.length()));
    }

    /// `photo-edited.jpg` → `photo.jpg`: Takeout describes only the original.
    private static Optional<String> edited(String picture) {
        Matcher edited = EDITED.matcher(picture);
        return edited.matches() ? Optional.of(edited.group(1) + edited.group(2)) : Optional.empty();
    }

    /// The text of a sidecar.
    ///
    /// @throws IOException if it cannot be read, or is larger than any that is taken
    static String text(Path sidecar) throws IOException {
        try (InputStream bytes = Files.newInputStream(sidecar)) {
            var read = bytes.readNBytes(Sidecar.LARGEST + 1);
            if (read.length > Sidecar.LARGEST) {
                throw new IOException("has more than %d KB".formatted(Sidecar.LARGEST / 1024));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("is not in UTF-8", e);
        }
    }
}
