package dev.sightline.index.embedded;

/// Makes codes, and says how far the cosine of codes may be from the cosine of their vectors.
///
/// Let `x` and `q` be unit vectors, turned by the same [Rotation], and `x̂ = s·c` what the code of `x` stands for,
/// with `‖x - x̂‖ = e`; `q̂` and `f` in the same way. Then
///
///     q·x - q̂·x̂ = q·(x - x̂) + (q - q̂)·x̂
///     |q·x - q̂·x̂| ≤ ‖q‖·e + f·‖x̂‖ ≤ e + f·(1 + e)
///
/// by the inequalities of Cauchy-Schwarz and of the triangle. `e` and `f` are the lengths that were really rounded
/// off, not a worst case of the scale: about 0.007 each for 512 dimensions. A query is also coded finely, by a second
/// code for what the first has rounded off; its `f` is next to nothing.
///
/// Two slacks are added. Vectors of length 1 ± [#UNIT] are taken, so the bound is multiplied by 1 + [#UNIT].
/// [#ROUNDING] is for the arithmetic: turning, the sums of `e`, and the cosine itself, whose sum in double is off by
/// at most `dimension·2⁻⁵³`; all together below 10⁻¹¹ for any model's dimension.
final class Quantiser {

    /// How far a length may be from 1: much more than float32 makes of it, much less than anything that is not a unit
    /// vector.
    static final double UNIT = 1e-4;

    private static final double ROUNDING = 1e-9;
    private static final int LARGEST = 127;

    private final int dimension;
    private final Rotation rotation;

    Quantiser(int dimension) {
        this.dimension = dimension;
        this.rotation = new Rotation(dimension);
    }

    /// @throws IllegalArgumentException if the dimension is another, or the length is not 1
    Code code(float[] unit) {
        requireUnit(unit);
        return rounded(rotation.turned(unit));
    }

    /// @throws IllegalArgumentException if the dimension is another, or the length is not 1
    QueryCode query(float[] unit) {
        requireUnit(unit);
        double[] turned = rotation.turned(unit);
        Code coarse = rounded(turned);
        return new QueryCode(coarse, rounded(rest(turned, coarse.steps(), coarse.scale())));
    }

    /// How far the cosine of codes with these errors, `e` and `f` above, may be off.
    static double radius(double entryError, double queryError) {
        return (entryError + queryError * (1 + entryError)) * (1 + UNIT) + ROUNDING;
    }

    private Code rounded(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = (float) (largest / LARGEST);
        var steps = new byte[DotKernel.padded(dimension)];
        for (int i = 0; i < dimension && scale > 0; i++) {
            steps[i] = (byte) Math.round(values[i] / scale);
        }
        double error = length(rest(values, steps, scale));
        return new Code(steps, scale, Math.nextUp((float) error));
    }

    private static double[] rest(double[] values, byte[] steps, float scale) {
        var rest = new double[values.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = values[i] - (double) scale * steps[i];
        }
        return rest;
    }

    private static double length(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }

    private void requireUnit(float[] values) {
        if (values.length != dimension) {
            throw new IllegalArgumentException(
                    "a vector of %d dimensions for an index of %d".formatted(values.length, dimension));
        }
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(Math.abs(length - 1) <= UNIT)) {
            throw new IllegalArgumentException("a vector of length %s where 1 is needed".formatted(length));
        }
    }

    /// @param fine for what `coarse` has rounded off; its error is that of both together
    record QueryCode(Code coarse, Code fine) {}
}
