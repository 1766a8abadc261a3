package dev.sightline.evaluation;

import java.util.Arrays;

/// A share that rises with a value x as 1 / (1 + e^(-steepness · (x - midpoint))).
record Logistic(double midpoint, double steepness) {

    private static final int TURNS = 100;
    private static final double ENOUGH = 1e-9;

    /// What a coefficient is worth: keeps it finite where values separate the shares completely.
    private static final double RIDGE = 1e-3;

    /// A share that falls, or hardly rises, tells nothing apart. The curve rises at least like this.
    private static final double LEAST_STEEPNESS = 1;

    double at(double x) {
        return 1 / (1 + Math.exp(-steepness * (x - midpoint)));
    }

    /// The most likely curve, by Newton's method.
    ///
    /// @param trials    how many there were at each x
    /// @param successes how many of them are counted
    static Logistic fitted(double[] x, double[] trials, double[] successes) {
        double all = Arrays.stream(trials).sum();
        double middle = all == 0 ? 0 : product(x, trials) / all;
        var shares = new Shares(Arrays.stream(x).map(each -> each - middle).toArray(), trials, successes);
        var line = shares.climbed(new Line(LEAST_STEEPNESS, 0), true);
        if (line.slope() < LEAST_STEEPNESS) {
            line = shares.climbed(new Line(LEAST_STEEPNESS, 0), false);
        }
        return new Logistic(middle - line.offset() / line.slope(), line.slope());
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// The logarithm of the odds at x is slope · x + offset.
    private record Line(double slope, double offset) {

        double at(double x) {
            return slope * x + offset;
        }

        Line plus(Line step, double part) {
            return new Line(slope + part * step.slope, offset + part * step.offset);
        }

        double size() {
            return Math.max(Math.abs(slope), Math.abs(offset));
        }
    }

    /// @param x around 0, so that slope and offset say different things
    private record Shares(double[] x, double[] trials, double[] successes) {

        /// Never goes down: a whole step of Newton's may lead far beyond the top, and is halved until it does not.
        Line climbed(Line from, boolean isSlopeFree) {
            var line = from;
            for (int turn = 0; turn < TURNS; turn++) {
                var step = step(line, isSlopeFree);
                double part = 1;
                while (part > ENOUGH && likelihood(line.plus(step, part)) < likelihood(line)) {
                    part /= 2;
                }
                line = line.plus(step, part);
                if (part * step.size() < ENOUGH) {
                    break;
                }
            }
            return line;
        }

        private double likelihood(Line line) {
            double sum = -RIDGE / 2 * (line.slope() * line.slope() + line.offset() * line.offset());
            for (int i = 0; i < x.length; i++) {
                double odds = line.at(x[i]);
                sum += successes[i] * odds - trials[i] * (Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))));
            }
            return sum;
        }

        private Line step(Line line, boolean isSlopeFree) {
            double slopeGradient = -RIDGE * line.slope();
            double offsetGradient = -RIDGE * line.offset();
            double slopeCurvature = RIDGE;
            double bothCurvature = 0;
            double offsetCurvature = RIDGE;
            for (int i = 0; i < x.length; i++) {
                double share = 1 / (1 + Math.exp(-line.at(x[i])));
                double error = successes[i] - trials[i] * share;
                double certainty = trials[i] * share * (1 - share);
                slopeGradient += error * x[i];
                offsetGradient += error;
                slopeCurvature += certainty * x[i] * x[i];
                bothCurvature += certainty * x[i];
                offsetCurvature += certainty;
            }
            if (!isSlopeFree) {
                return new Line(0, offsetGradient / offsetCurvature);
            }
            double determinant = slopeCurvature * offsetCurvature - bothCurvature * bothCurvature;
            return new Line(
                    (offsetCurvature * slopeGradient - bothCurvature * offsetGradient) / determinant,
                    (slopeCurvature * offsetGradient - bothCurvature * slopeGradient) / determinant);
        }
    }
}
