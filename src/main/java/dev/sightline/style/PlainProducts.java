package dev.sightline.style;

/// Plain Java: two of the many against four of the few at once, so that each value that is read is used several times.
final class PlainProducts implements Products {

    private static final int LANES = 4;

    @Override
    public With with(Points few) {
        return new Prepared(Products.grouped(few, LANES), Math.ceilDiv(few.size(), LANES) * LANES);
    }

    private record Prepared(float[] few, int width) implements With {

        @Override
        public void of(Points many, int first, int count, float[] into, int at) {
            int dimension = many.dimension();
            for (int row = 0; row < count; row += 2) {
                // The last one of an odd number is computed twice.
                int second = Math.min(row + 1, count - 1);
                for (int lane = 0; lane < width; lane += LANES) {
                    int a = (first + row) * dimension;
                    int b = (first + second) * dimension;
                    pair(
                            many.values(),
                            a,
                            b,
                            dimension,
                            lane,
                            into,
                            at + row * width + lane,
                            at + second * width + lane);
                }
            }
        }

        private void pair(float[] many, int a, int b, int dimension, int lane, float[] into, int atA, int atB) {
            float a0 = 0;
            float a1 = 0;
            float a2 = 0;
            float a3 = 0;
            float b0 = 0;
            float b1 = 0;
            float b2 = 0;
            float b3 = 0;
            int group = lane * dimension;
            for (int i = 0; i < dimension; i++) {
                float x = many[a + i];
                float y = many[b + i];
                int f = group + i * LANES;
                a0 = Math.fma(x, few[f], a0);
                a1 = Math.fma(x, few[f + 1], a1);
                a2 = Math.fma(x, few[f + 2], a2);
                a3 = Math.fma(x, few[f + 3], a3);
                b0 = Math.fma(y, few[f], b0);
                b1 = Math.fma(y, few[f + 1], b1);
                b2 = Math.fma(y, few[f + 2], b2);
                b3 = Math.fma(y, few[f + 3], b3);
            }
            put(into, atA, a0, a1, a2, a3);
            put(into, atB, b0, b1, b2, b3);
        }

        private static void put(float[] into, int at, float first, float second, float third, float fourth) {
            into[at] = first;
            into[at + 1] = second;
            into[at + 2] = third;
            into[at + 3] = fourth;
        }
    }
}
