package dev.sightline.index.embedded;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Change;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An index of many vectors on the disk, written by one process and read by others, as a restart does. Called by
/// `tools/index/restart`.
public final class SnapshotTimes {

    private static final int DIMENSION = 512;
    private static final int BATCH = 1000;
    private static final int WARM_UP = 150;
    private static final int QUERIES = 100;
    private static final IndexFilter ALL = IndexFilter.collection(1);

    private final SyntheticVectors synthetic = new SyntheticVectors(DIMENSION, 200, 1, 1);
    private final IndexFolder folder;

    private SnapshotTimes(Path path) {
        folder = new IndexFolder(path, 1, DIMENSION);
    }

    /// @param arguments a directory, and how many vectors to write there; without a number, what is there is read
    public static void main(String[] arguments) throws IOException {
        var times = new SnapshotTimes(Path.of(arguments[0]));
        if (arguments.length > 1) {
            times.write(Integer.parseInt(arguments[1]));
            sizes(Path.of(arguments[0]));
        } else {
            times.read();
        }
    }

    private void write(int count) {
        var index = folder.empty();
        long putting = 0;
        for (int first = 0; first < count; first += BATCH) {
            var entries = entries(first, Math.min(BATCH, count - first));
            long start = System.nanoTime();
            index.put(entries);
            putting += System.nanoTime() - start;
        }
        say("put %,d vectors", putting, count);
        var draft = timed("draft a snapshot", () -> index.draft(new Change(count, image(count), Instant.EPOCH)));
        timed("write it, vectors forced to the disk", () -> {
            draft.orElseThrow().write();
            return null;
        });
        memory();
    }

    private List<IndexEntry> entries(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> new IndexEntry(
                        image(i), Kind.IMAGE, 0, synthetic.next(), 0.3f, 1, "image/jpeg", Instant.ofEpochSecond(i)))
                .toList();
    }

    private static UUID image(int i) {
        return new UUID(i * 0x9e3779b97f4a7c15L, i);
    }

    private void read() {
        var queries = Stream.generate(() -> Stream.of(synthetic.next(), synthetic.stranger()))
                .limit(20)
                .flatMap(both -> both)
                .toList();
        var index = timed("read the snapshot", () -> folder.recovered().orElseThrow().index());
        timed("first query, k = 100", () -> index.nearest(queries.getFirst(), Kind.IMAGE, ALL, 100));
        timed("first query, k = 2000", () -> index.nearest(queries.getLast(), Kind.IMAGE, ALL, 2000));
        memory();
        for (int k : new int[] {100, 2000}) {
            median("query, k = " + k, queries, query -> index.nearest(query, Kind.IMAGE, ALL, k));
        }
        var images = index.nearest(queries.getFirst(), Kind.IMAGE, ALL, 2000).stream()
                .map(hit -> hit.image())
                .toList();
        median("vectors and levels of 2,000 images", queries, _ -> index.vectors(images, Kind.IMAGE));
        memory();
    }

    private static <T> T timed(String what, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        say(what, System.nanoTime() - start);
        return result;
    }

    private static void median(String what, List<Vector> queries, Function<Vector, ?> work) {
        var nanos = new long[QUERIES];
        for (int i = -WARM_UP; i < QUERIES; i++) {
            long start = System.nanoTime();
            work.apply(queries.get(Math.floorMod(i, queries.size())));
            if (i >= 0) {
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        say(what + ", median", nanos[QUERIES / 2]);
        say(what + ", 95 of 100 below", nanos[QUERIES * 95 / 100]);
    }

    private static void say(String what, long nanos, Object... arguments) {
        System.out.printf(Locale.ROOT, "%-60s %10.2f ms%n", what.formatted(arguments), nanos / 1e6);
    }

    private static void memory() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(Locale.ROOT, "%-60s %10d MB%n", "heap in use", heap >> 20);
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            lines.filter(line -> line.matches("Rss(Anon|File):.*")).forEach(System.out::println);
        } catch (IOException _) {
            System.out.println("resident memory is not known on this system");
        }
    }

    private static void sizes(Path path) throws IOException {
        try (var files = Files.list(path)) {
            for (var file : files.toList()) {
                System.out.printf(
                        Locale.ROOT, "%-60s %,14d bytes%n", file.getFileName().toString(), Files.size(file));
            }
        }
    }
}
