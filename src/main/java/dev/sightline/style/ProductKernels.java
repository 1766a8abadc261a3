package dev.sightline.style;

import java.time.Duration;
import java.util.Arrays;
import org.jboss.logging.Logger;

/// Chooses what multiplies: plain Java, and for much work the Vector API once it has proved faster, for the reasons
/// that `DotKernels` of the index has. Both give the same bits.
final class ProductKernels {

    private static final Logger LOG = Logger.getLogger(ProductKernels.class);
    private static final String MODULE = "jdk.incubator.vector";

    /// Multiplications that plain Java does within some hundredths of a second.
    private static final long LITTLE = 100_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static Products forMuch;

    private ProductKernels() {}

    /// @param multiplications that are to be done
    static Products forWork(long multiplications) {
        return multiplications < LITTLE ? new PlainProducts() : forMuch();
    }

    private static synchronized Products forMuch() {
        if (forMuch == null) {
            forMuch = chosen();
        }
        return forMuch;
    }

    private static Products chosen() {
        var plain = new PlainProducts();
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.warnf("Styles are found more slowly without the Vector API: start Java with --add-modules=%s", MODULE);
            return plain;
        }
        var vector = new VectorProducts();
        var trial = new Trial();
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (trial.nanos(vector) < trial.nanos(plain)) {
                return vector;
            }
        }
        LOG.info("Styles are found without the Vector API: it is not compiled to vector instructions here");
        return plain;
    }

    private static final class Trial {

        private static final int POINTS = 240;
        private static final int DIMENSION = 256;

        private final Points points = points();
        private final float[] into = new float[POINTS * POINTS * 2];

        private static Points points() {
            var values = new float[POINTS * DIMENSION];
            Arrays.fill(values, 1f / 16);
            return new Points(values, DIMENSION);
        }

        long nanos(Products products) {
            long start = System.nanoTime();
            products.with(points).of(points, 0, POINTS, into, 0);
            return System.nanoTime() - start;
        }
    }
}
