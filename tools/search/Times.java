import java.util.Collection;

/// Times of requests, in milliseconds.
class Times {

    private Times() {}

    /// Number, median, 90th and 99th percentile, longest.
    static String row(Collection<Double> times) {
        var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return "%d | %.1f | %.1f | %.1f | %.1f".formatted(
                sorted.length, at(sorted, 50), at(sorted, 90), at(sorted, 99), sorted[sorted.length - 1]);
    }

    private static double at(double[] sorted, int percent) {
        return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
    }

    static double millis(long start) {
        return (System.nanoTime() - start) / 1e6;
    }
}
