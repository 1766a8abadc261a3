package dev.sightline.style;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The Vector API: twelve of the many against as many of the few as a vector has lanes. The twelve sums stay in
/// registers; one vector of the few is read for twelve multiplications. To be touched only where the module
/// `jdk.incubator.vector` is there.
final class VectorProducts implements Products {

    private static final int ROWS = 12;
    private static final VectorSpecies<Float> LANES = species();

    /// A native executable needs these as constants, see `VectorDotKernel`.
    private static VectorSpecies<Float> species() {
        if (!"buildtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            return FloatVector.SPECIES_PREFERRED;
        }
        return "amd64".equals(System.getProperty("os.arch")) ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
    }

    @Override
    public With with(Points few) {
        int width = Math.ceilDiv(few.size(), LANES.length()) * LANES.length();
        return new Prepared(Products.grouped(few, LANES.length()), width);
    }

    private record Prepared(float[] few, int width) implements With {

        @Override
        public void of(Points many, int first, int count, float[] into, int at) {
            int dimension = many.dimension();
            int row = 0;
            for (; row <= count - ROWS; row += ROWS) {
                for (int lane = 0; lane < width; lane += LANES.length()) {
                    twelve(many.values(), (first + row) * dimension, dimension, lane, into, at + row * width + lane);
                }
            }
            for (; row < count; row++) {
                for (int lane = 0; lane < width; lane += LANES.length()) {
                    one(many.values(), (first + row) * dimension, dimension, lane, into, at + row * width + lane);
                }
            }
        }

        private void one(float[] many, int row, int dimension, int lane, float[] into, int at) {
            var sum = FloatVector.zero(LANES);
            int f = lane * dimension;
            for (int i = row; i < row + dimension; i++, f += LANES.length()) {
                sum = FloatVector.broadcast(LANES, many[i]).fma(FloatVector.fromArray(LANES, few, f), sum);
            }
            sum.intoArray(into, at);
        }

        /// Written out, because an array of vectors would be objects in memory.
        private void twelve(float[] many, int row, int d, int lane, float[] into, int at) {
            var s0 = FloatVector.zero(LANES);
            var s1 = s0;
            var s2 = s0;
            var s3 = s0;
            var s4 = s0;
            var s5 = s0;
            var s6 = s0;
            var s7 = s0;
            var s8 = s0;
            var s9 = s0;
            var s10 = s0;
            var s11 = s0;
            int f = lane * d;
            for (int i = row; i < row + d; i++, f += LANES.length()) {
                var x = FloatVector.fromArray(LANES, few, f);
                s0 = FloatVector.broadcast(LANES, many[i]).fma(x, s0);
                s1 = FloatVector.broadcast(LANES, many[i + d]).fma(x, s1);
                s2 = FloatVector.broadcast(LANES, many[i + 2 * d]).fma(x, s2);
                s3 = FloatVector.broadcast(LANES, many[i + 3 * d]).fma(x, s3);
                s4 = FloatVector.broadcast(LANES, many[i + 4 * d]).fma(x, s4);
                s5 = FloatVector.broadcast(LANES, many[i + 5 * d]).fma(x, s5);
                s6 = FloatVector.broadcast(LANES, many[i + 6 * d]).fma(x, s6);
                s7 = FloatVector.broadcast(LANES, many[i + 7 * d]).fma(x, s7);
                s8 = FloatVector.broadcast(LANES, many[i + 8 * d]).fma(x, s8);
                s9 = FloatVector.broadcast(LANES, many[i + 9 * d]).fma(x, s9);
                s10 = FloatVector.broadcast(LANES, many[i + 10 * d]).fma(x, s10);
                s11 = FloatVector.broadcast(LANES, many[i + 11 * d]).fma(x, s11);
            }
            s0.intoArray(into, at);
            s1.intoArray(into, at + width);
            s2.intoArray(into, at + 2 * width);
            s3.intoArray(into, at + 3 * width);
            s4.intoArray(into, at + 4 * width);
            s5.intoArray(into, at + 5 * width);
            s6.intoArray(into, at + 6 * width);
            s7.intoArray(into, at + 7 * width);
            s8.intoArray(into, at + 8 * width);
            s9.intoArray(into, at + 9 * width);
            s10.intoArray(into, at + 10 * width);
            s11.intoArray(into, at + 11 * width);
        }
    }
}
