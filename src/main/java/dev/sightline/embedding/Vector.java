package dev.sightline.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Collection;

/// A point on the unit sphere: unit length by construction, so that the dot product of two is their cosine.
public final class Vector {

    private final float[] values;

    private Vector(float[] values) {
        this.values = values;
    }

    /// Scales a model's raw output to unit length.
    ///
    /// @throws IllegalArgumentException if it is empty, of length zero, or holds NaN or infinity
    public static Vector normalised(float[] raw) {
        double squares = 0;
        for (float value : raw) {
            squares += (double) value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("not a direction: %d values of length %s".formatted(raw.length, length));
        }
        var unit = new float[raw.length];
        for (int i = 0; i < raw.length; i++) {
            unit[i] = (float) (raw[i] / length);
        }
        return new Vector(unit);
    }

    /// The direction between two.
    ///
    /// @throws IllegalArgumentException if the dimensions differ, or they are opposite
    public static Vector mean(Vector one, Vector other) {
        if (other.values.length != one.values.length) {
            throw new IllegalArgumentException("dimension %d and %d".formatted(one.values.length, other.values.length));
        }
        var sum = new float[one.values.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one.values[i] + other.values[i];
        }
        return normalised(sum);
    }

    /// Reads what [#toBytes()] wrote.
    public static Vector fromBytes(byte[] littleEndian) {
        return fromBytes(ByteBuffer.wrap(littleEndian));
    }

    /// Reads what [#toBytes()] wrote: all that is left in the buffer, whatever its order.
    public static Vector fromBytes(ByteBuffer littleEndian) {
        var values = new float[littleEndian.remaining() / Float.BYTES];
        floats(littleEndian).get(values);
        return new Vector(values);
    }

    public int dimension() {
        return values.length;
    }

    /// The first values, brought to unit length: a vector of fewer dimensions, where the model is made for that.
    ///
    /// @throws IllegalArgumentException if there are not so many, or they are all 0
    public Vector prefix(int dimension) {
        if (dimension > values.length) {
            throw new IllegalArgumentException("dimension %d of %d".formatted(dimension, values.length));
        }
        return normalised(Arrays.copyOf(values, dimension));
    }

    /// @return the cosine, -1 to 1
    /// @throws IllegalArgumentException if the dimensions differ
    public double cosine(Vector other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("dimension %d against %d".formatted(values.length, other.values.length));
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += (double) values[i] * other.values[i];
        }
        return sum;
    }

    /// With the nearest of some others.
    ///
    /// @throws IllegalArgumentException if a dimension differs, or there are none
    public double greatestCosine(Collection<Vector> others) {
        if (others.isEmpty()) {
            throw new IllegalArgumentException("none to compare with");
        }
        double greatest = Double.NEGATIVE_INFINITY;
        for (var other : others) {
            greatest = Math.max(greatest, cosine(other));
        }
        return greatest;
    }

    /// A copy: `dimension` floats of unit length together.
    public float[] toArray() {
        return values.clone();
    }

    /// The values as little-endian float32, the form in which they are stored.
    public byte[] toBytes() {
        var bytes = new byte[values.length * Float.BYTES];
        floats(ByteBuffer.wrap(bytes)).put(values);
        return bytes;
    }

    private static FloatBuffer floats(ByteBuffer bytes) {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vector vector && Arrays.equals(values, vector.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Vector of %d dimensions".formatted(values.length);
    }
}
