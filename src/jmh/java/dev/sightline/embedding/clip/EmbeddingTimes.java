package dev.sightline.embedding.clip;

import com.sun.management.OperatingSystemMXBean;
import dev.sightline.embedding.Purpose;
import dev.sightline.picture.Picture;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Times a model with one setting of ONNX Runtime, and says what memory it takes. Called by `tools/clip-shape/measure`,
/// once for each setting: memory that was taken once is not given back.
public final class EmbeddingTimes {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 9;
    private static final int INPUTS = 8;
    private static final String TEXT = "a red boat";

    private EmbeddingTimes() {}

    /// @param arguments the model's directory, threads, arena (true or false), workers
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        boolean arena = Boolean.parseBoolean(arguments[2]);
        int workers = Integer.parseInt(arguments[3]);
        long before = residentMegabytes();
        try (var embedder = new ClipEmbedder(
                        ModelFiles.in(Path.of(arguments[0])),
                        new OnnxSettings(threads, arena),
                        NativeLibraries.inTheUsualPlace());
                var pool = Executors.newFixedThreadPool(workers)) {
            var picture = picture();
            Callable<Object> image = () -> embedder.image(picture, Purpose.INDEX);
            Callable<Object> text = () -> embedder.text(TEXT, Purpose.QUERY);
            var pictures = cost(pool, image);
            var texts = cost(pool, text);
            System.out.printf(
                    Locale.ROOT,
                    "threads %d, arena %-5s, workers %d: picture %s, text %s, %d MB more resident%n",
                    threads,
                    arena,
                    workers,
                    pictures,
                    texts,
                    residentMegabytes() - before);
        }
    }

    private static Picture picture() {
        var rgb = new byte[1440 * 1080 * 3];
        new Random(1).nextBytes(rgb);
        return new Picture(1440, 1080, rgb);
    }

    /// Of one input, all workers together, the median.
    ///
    /// @param millis    from one input to the next
    /// @param cpuMillis of all threads of the process
    private record Cost(double millis, double cpuMillis) {

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%5.1f ms (%5.1f of processors)", millis, cpuMillis);
        }
    }

    private static Cost cost(ExecutorService pool, Callable<Object> work) throws Exception {
        var times = new double[ROUNDS];
        var processorTimes = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long processorStart = PROCESS.getProcessCpuTime();
            for (var done : pool.invokeAll(Collections.nCopies(INPUTS, work))) {
                done.get();
            }
            if (round >= 0) {
                times[round] = (System.nanoTime() - start) / 1e6 / INPUTS;
                processorTimes[round] = (PROCESS.getProcessCpuTime() - processorStart) / 1e6 / INPUTS;
            }
        }
        Arrays.sort(times);
        Arrays.sort(processorTimes);
        return new Cost(times[ROUNDS / 2], processorTimes[ROUNDS / 2]);
    }

    private static long residentMegabytes() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    / 1024;
        }
    }
}
