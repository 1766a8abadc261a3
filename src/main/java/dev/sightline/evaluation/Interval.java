package dev.sightline.evaluation;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// A mean over queries with its 95% confidence interval, by the percentile bootstrap (Efron 1979): queries are
/// drawn anew with replacement, and the middle 95% of the means that this gives are the interval.
@RegisterForReflection
public record Interval(double mean, double low, double high) {

    private static final int RESAMPLES = 2000;
    private static final double OUTSIDE = 0.05;
    private static final long SEED = 20_250_701;

    /// @param values one a query, in any order; the same values in the same order give the same interval
    /// @throws IllegalArgumentException if there are none
    public static Interval of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no values");
        }
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
        var means = new double[RESAMPLES];
        Arrays.setAll(means, _ -> mean(values, random));
        Arrays.sort(means);
        int cut = (int) (RESAMPLES * OUTSIDE / 2);
        double mean = Arrays.stream(values).average().orElseThrow();
        return new Interval(mean, means[cut], means[RESAMPLES - 1 - cut]);
    }

    private static double mean(double[] values, RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }
}
