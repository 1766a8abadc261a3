package dev.sightline.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Groups of similar colours: k-means in OKLab over the colours of a picture, counted in cells of a coarse grid.
///
/// The first centre is the most frequent colour, each further one is the colour that is most different from those there
/// are; the square root of its frequency counts, so that a red sail on a blue sea comes before a third kind of blue.
final class ColourClusters {

    private static final int MOST = 5;
    private static final int ROUNDS = 20;

    /// Bits of a sample that make a cell.
    private static final int CELL_BITS = 5;

    /// Squared distance in OKLab below which two colours are not worth telling apart.
    private static final double SAME = 0.05 * 0.05;

    /// The share below which a colour is not worth mentioning: speckles, the edges of things.
    private static final double LEAST = 0.005;

    private final List<Cell> cells;
    private final List<Oklab> centres;

    /// The pixels within a cell of the grid.
    private record Cell(Oklab colour, int count) {}

    private ColourClusters(List<Cell> cells) {
        this.cells = cells;
        this.centres = seeds();
        for (int round = 0; round < ROUNDS && moveCentres(); round++) {}
    }

    static ColourClusters of(Picture picture) {
        return new ColourClusters(cells(picture.rgb()));
    }

    private static List<Cell> cells(byte[] rgb) {
        int grid = 1 << CELL_BITS;
        var sums = new long[grid * grid * grid][];
        for (int i = 0; i < rgb.length; i += 3) {
            int red = rgb[i] & 0xFF;
            int green = rgb[i + 1] & 0xFF;
            int blue = rgb[i + 2] & 0xFF;
            int shift = 8 - CELL_BITS;
            int at = ((red >> shift) * grid + (green >> shift)) * grid + (blue >> shift);
            long[] sum = sums[at] == null ? sums[at] = new long[4] : sums[at];
            sum[0] += red;
            sum[1] += green;
            sum[2] += blue;
            sum[3]++;
        }
        return Arrays.stream(sums)
                .filter(sum -> sum != null)
                .map(sum -> new Cell(mean(sum), Math.toIntExact(sum[3])))
                .toList();
    }

    private static Oklab mean(long[] sum) {
        long half = sum[3] / 2;
        return Oklab.ofRgb(
                (int) ((sum[0] + half) / sum[3]), (int) ((sum[1] + half) / sum[3]), (int) ((sum[2] + half) / sum[3]));
    }

    private List<Oklab> seeds() {
        var seeds = new ArrayList<Oklab>();
        var distances = new double[cells.size()];
        Arrays.fill(distances, Double.MAX_VALUE);
        Optional<Cell> next = cells.stream().max(Comparator.comparingInt(Cell::count));
        while (next.isPresent() && seeds.size() < MOST) {
            Oklab seed = next.get().colour();
            seeds.add(seed);
            Arrays.setAll(
                    distances, i -> Math.min(distances[i], cells.get(i).colour().squaredDistance(seed)));
            next = IntStream.range(0, distances.length)
                    .filter(i -> distances[i] >= SAME)
                    .boxed()
                    .max(Comparator.comparingDouble(i -> Math.sqrt(cells.get(i).count()) * distances[i]))
                    .map(cells::get);
        }
        return seeds;
    }

    /// Each centre to the mean of what is nearest to it.
    ///
    /// @return whether that changed anything
    private boolean moveCentres() {
        var sums = new double[centres.size()][4];
        for (Cell cell : cells) {
            double[] sum = sums[nearest(cell.colour())];
            sum[0] += cell.colour().l() * cell.count();
            sum[1] += cell.colour().a() * cell.count();
            sum[2] += cell.colour().b() * cell.count();
            sum[3] += cell.count();
        }
        boolean moved = false;
        for (int i = 0; i < sums.length; i++) {
            double count = sums[i][3];
            if (count > 0) {
                var mean = new Oklab(sums[i][0] / count, sums[i][1] / count, sums[i][2] / count);
                moved |= !mean.equals(centres.set(i, mean));
            }
        }
        return moved;
    }

    private int nearest(Oklab colour) {
        int nearest = 0;
        double least = Double.MAX_VALUE;
        for (int i = 0; i < centres.size(); i++) {
            double distance = colour.squaredDistance(centres.get(i));
            if (distance < least) {
                nearest = i;
                least = distance;
            }
        }
        return nearest;
    }

    List<DominantColour> colours() {
        var counts = new long[centres.size()];
        for (Cell cell : cells) {
            counts[nearest(cell.colour())] += cell.count();
        }
        double total = Arrays.stream(counts).sum();
        var colours = new ArrayList<DominantColour>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] / total >= LEAST) {
                colours.add(new DominantColour(centres.get(i).hex(), counts[i] / total));
            }
        }
        colours.sort(
                Comparator.comparingDouble(DominantColour::share).reversed().thenComparing(DominantColour::hex));
        return List.copyOf(colours);
    }
}
