package dev.sightline.evaluation;

/// A share that rises with a value x as 1 / (1 + e^(-steepness · (x - midpoint))).
record Logistic(double midpoint, double steepness) {

    private static final int TURNS = 200;

    /// The most that one turn may change a coefficient, so that a fit begun far off does not overshoot.
    private static final double LARGEST_STEP = 5;

    /// What steepness is worth: keeps it finite where values separate the shares completely.
    private static final double RIDGE = 1e-3;

    double at(double x) {
        return 1 / (1 + Math.exp(-steepness * (x - midpoint)));
    }

    /// The most likely curve, by Newton's method (iteratively reweighted least squares).
    ///
    /// @param trials    how many there were at each x
    /// @param successes how many of them are counted
    static Logistic fitted(double[] x, double[] trials, double[] successes) {
        double slope = 1;
        double offset = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            double slopeGradient = -RIDGE * slope;
            double offsetGradient = 0;
            double slopeCurvature = RIDGE;
            double bothCurvature = 0;
            double offsetCurvature = RIDGE;
            for (int i = 0; i < x.length; i++) {
                double share = 1 / (1 + Math.exp(-slope * x[i] - offset));
                double error = successes[i] - trials[i] * share;
                double certainty = trials[i] * share * (1 - share);
                slopeGradient += error * x[i];
                offsetGradient += error;
                slopeCurvature += certainty * x[i] * x[i];
                bothCurvature += certainty * x[i];
                offsetCurvature += certainty;
            }
            double determinant = slopeCurvature * offsetCurvature - bothCurvature * bothCurvature;
            slope += step((offsetCurvature * slopeGradient - bothCurvature * offsetGradient) / determinant);
            offset += step((slopeCurvature * offsetGradient - bothCurvature * slopeGradient) / determinant);
        }
        return new Logistic(-offset / slope, slope);
    }

    private static double step(double wanted) {
        return Math.clamp(wanted, -LARGEST_STEP, LARGEST_STEP);
    }
}
