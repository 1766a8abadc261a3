package dev.sightline.style;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Answers each line of the input, `SEED`, by a clustering with that seed: `SECONDS DISTANCE ITERATIONS`. Asked by
/// `tools/styles/measure`.
public final class KMeansTimes {

    private KMeansTimes() {}

    /// @param arguments the file of little-endian float32 values, their dimension, k, iterations
    static void main(String[] arguments) throws IOException {
        var points = read(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        int k = Integer.parseInt(arguments[2]);
        int iterations = Integer.parseInt(arguments[3]);
        for (var line = IO.readln(); line != null; line = IO.readln()) {
            long start = System.nanoTime();
            var found = KMeans.fit(points, k, Long.parseLong(line), iterations);
            double seconds = (System.nanoTime() - start) / 1e9;
            IO.println("%.3f %.6f %d"
                    .formatted(seconds, found.distance(), found.iterations()));
        }
    }

    private static Points read(Path file, int dimension) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var values = new float[Math.toIntExact(channel.size() / Float.BYTES)];
            var buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
            for (int at = 0; channel.read(buffer) >= 0; buffer.clear()) {
                var floats = buffer.flip().asFloatBuffer();
                int count = floats.remaining();
                floats.get(values, at, count);
                at += count;
            }
            return new Points(values, dimension);
        }
    }
}
