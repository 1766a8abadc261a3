package dev.sightline.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One page of the keys in a folder, in their order. No more files are looked at than the page holds: the names alone
/// say which they are.
final class KeyPage {

    private final Path folder;
    private final String folderKey;
    private final String prefix;
    private final String after;
    private final int limit;
    private final List<String> keys = new ArrayList<>();

    /// @param prefix with a `/`, before which it names a folder
    /// @param after  the key that the page follows on, or empty for the first page
    /// @param limit  how many keys are wanted at most
    KeyPage(Path bucket, String prefix, String after, int limit) {
        this.folderKey = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        this.folder = bucket.resolve(folderKey);
        this.prefix = prefix;
        this.after = after;
        this.limit = limit;
    }

    /// The keys, or nothing where names alone do not tell their order.
    Optional<List<String>> read() throws IOException {
        return collect(folder, folderKey) ? Optional.of(keys) : Optional.empty();
    }

    private boolean collect(Path folder, String folderKey) throws IOException {
        String[] names = folder.toFile().list();
        if (names == null) {
            return true;
        }
        Arrays.sort(names);
        if (!tellOrder(names)) {
            return false;
        }
        for (int i = 0; i < names.length && keys.size() < limit; i++) {
            String key = folderKey + names[i];
            if (key.startsWith(prefix) && !isBefore(key) && !add(folder.resolve(names[i]), key)) {
                return false;
            }
        }
        return true;
    }

    private boolean add(Path path, String key) throws IOException {
        if (Files.isDirectory(path)) {
            return collect(path, key + "/");
        }
        if (key.compareTo(after) > 0) {
            keys.add(key);
        }
        return true;
    }

    /// Whether the key, and were it a folder's, all keys in it, are on a page before.
    private boolean isBefore(String key) {
        return key.compareTo(after) < 0 && !after.startsWith(key + "/");
    }

    /// If one name begins another, as `a` does `a.b`, it matters whether it is a folder's: `a.b` comes before `a/c`.
    private static boolean tellOrder(String[] sorted) {
        for (int i = 1; i < sorted.length; i++) {
            if (sorted[i].startsWith(sorted[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
