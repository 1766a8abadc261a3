import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// What a process takes.
class Running {

    private Running() {}

    /// What is resident, and what of it is not pages of files.
    static String memory(Process process) throws IOException {
        return "resident %,d MB, of which %,d MB are not pages of files"
                .formatted(megabytes(process, "VmRSS"), megabytes(process, "RssAnon"));
    }

    private static long megabytes(Process process, String what) throws IOException {
        return Arrays.stream(Files.readString(Path.of("/proc/%d/status".formatted(process.pid()))).split("\n"))
                .filter(line -> line.startsWith(what))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /// Processor time so far, in milliseconds.
    static double processor(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
    }

    static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }
}
