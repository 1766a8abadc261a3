package dev.sightline.picture;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.clip.ClipEmbedder;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// Takes pictures in with the classes that ingest uses, without storage and database. Called by
/// `tools/throughput/measure`.
///
/// For each line that it is sent it goes over all pictures once and answers with the seconds that this took; to the
/// line `stages`, with the processor time of each stage.
public final class IntakeTimes {

    private static final int WORKERS = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Embedder embedder;
    private final List<Path> pictures;

    private IntakeTimes(Embedder embedder, List<Path> pictures) {
        this.embedder = embedder;
        this.pictures = pictures;
    }

    /// @param arguments the model's directory, that of the pictures
    public static void main(String[] arguments) throws Exception {
        try (var embedder = new ClipEmbedder(
                        ModelFiles.in(Path.of(arguments[0])),
                        new OnnxSettings(1, true),
                        NativeLibraries.inTheUsualPlace());
                var files = Files.list(Path.of(arguments[1]));
                var lines = new BufferedReader(new InputStreamReader(System.in))) {
            var times = new IntakeTimes(embedder, files.sorted().toList());
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("stages")) {
                    times.stages();
                } else {
                    System.out.println(times.all());
                }
            }
        }
    }

    /// @return seconds
    private double all() throws InterruptedException {
        long start = System.nanoTime();
        try (var workers = Executors.newFixedThreadPool(WORKERS)) {
            List<Callable<Void>> work =
                    pictures.stream().<Callable<Void>>map(path -> () -> takeIn(path)).toList();
            for (var taken : workers.invokeAll(work)) {
                if (taken.state() != Future.State.SUCCESS) {
                    throw new IllegalStateException(taken.exceptionNow());
                }
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Void takeIn(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        var reading = PictureReading.of(bytes, PictureDecoder.header(bytes));
        embedder.image(reading.picture(), Purpose.INDEX);
        return null;
    }

    private void stages() throws IOException {
        var times = new LinkedHashMap<String, List<Double>>();
        for (var path : pictures) {
            byte[] bytes = Files.readAllBytes(path);
            var header = time(times, "header", () -> PictureDecoder.header(bytes));
            var reduced = time(times, "decode", () -> PictureDecoder.decode(bytes, header, Renditions.PREVIEW));
            var preview = time(
                    times,
                    "scale to 1440",
                    () -> Renditions.scaled(reduced, header.width(), header.height(), Renditions.PREVIEW));
            var thumbnail = time(times, "scale to 320", () -> Renditions.scaled(preview, Renditions.THUMBNAIL));
            time(times, "write 1440", () -> Renditions.encoded(Renditions.PREVIEW, preview));
            time(times, "write 320", () -> Renditions.encoded(Renditions.THUMBNAIL, thumbnail));
            time(times, "placeholder", () -> Placeholder.of(thumbnail));
            time(times, "colours", () -> DominantColour.of(thumbnail));
            time(times, "embed", () -> embedder.image(preview, Purpose.INDEX));
        }
        times.forEach((stage, millis) -> System.out.printf(Locale.ROOT, "%s\t%.1f%n", stage, median(millis)));
        System.out.println();
    }

    private static <T> T time(Map<String, List<Double>> times, String stage, Supplier<T> work) {
        long start = THREADS.getCurrentThreadCpuTime();
        T result = work.get();
        times.computeIfAbsent(stage, any -> new ArrayList<>()).add((THREADS.getCurrentThreadCpuTime() - start) / 1e6);
        return result;
    }

    private static double median(List<Double> millis) {
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
