package dev.sightline.picture.external;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The memory that a process has right now.
final class Resident {

    private static final int PAGE = 4096;

    private Resident() {}

    /// Zero if it is gone.
    static long bytes(long pid) {
        try {
            return Files.isDirectory(Path.of("/proc/self")) ? fromProc(pid) : fromPs(pid);
        } catch (IOException | NumberFormatException gone) {
            return 0;
        }
    }

    private static long fromProc(long pid) throws IOException {
        return Long.parseLong(
                        Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ")[1])
                * PAGE;
    }

    private static long fromPs(long pid) throws IOException {
        var process = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var output = process.getInputStream()) {
            return Long.parseLong(new String(output.readAllBytes(), StandardCharsets.US_ASCII).strip()) * 1024;
        }
    }
}
