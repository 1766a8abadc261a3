package dev.sightline.index.embedded;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.jboss.logging.Logger;

/// Chooses the kernel for a scan: plain Java, and for many codes the Vector API once it has proved faster.
///
/// A virtual machine spends about a second of processor time on the Vector API before it is fast; until then it is a
/// hundred times slower than plain Java. It never becomes fast without the optimising compiler, as in development
/// mode, nor in a native executable built with `-Ob` or without `-H:+VectorAPISupport`. So both run against each
/// other, aside from the queries, the first time that there is much to scan.
final class DotKernels implements IntFunction<DotKernel> {

    /// Codes that plain Java compares within a millisecond.
    private static final int FEW = 10_000;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = Logger.getLogger(EmbeddedIndex.class);

    private final DotKernel scalar = new ScalarDotKernel();
    private final AtomicBoolean chosen = new AtomicBoolean();
    private volatile DotKernel forMany = scalar;

    @Override
    public DotKernel apply(int codes) {
        if (codes <= FEW) {
            return scalar;
        }
        if (chosen.compareAndSet(false, true)) {
            choose();
        }
        return forMany;
    }

    private void choose() {
        if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
            Thread.ofPlatform().daemon().name("vector-api-trial").start(this::tryVectors);
        } else {
            LOG.warnf("Searching is slower without the Vector API: start Java with --add-modules=%s", MODULE);
        }
    }

    private void tryVectors() {
        if (!VectorDotKernel.fits()) {
            LOG.infof("Searching without the Vector API: vectors of %d bits here", VectorDotKernel.bits());
            return;
        }
        var trial = new Trial();
        var vector = new VectorDotKernel();
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            if (trial.nanos(vector) < trial.nanos(scalar)) {
                forMany = vector;
                LOG.infof("Searching with the Vector API, %d bits", VectorDotKernel.bits());
                return;
            }
        }
        LOG.info("Searching without the Vector API: it is not compiled to vector instructions here");
    }

    private static final class Trial {

        private final byte[] query = new byte[512];
        private final byte[] codes = new byte[32 * query.length];
        /// Kept, so that no compiler may leave the work out.
        private int sum;

        Trial() {
            Arrays.fill(query, (byte) 3);
            Arrays.fill(codes, (byte) 5);
        }

        long nanos(DotKernel kernel) {
            DotKernel.Dot dot = kernel.against(query);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 8; round++) {
                long start = System.nanoTime();
                for (int offset = 0; offset < codes.length; offset += query.length) {
                    sum += dot.product(codes, offset);
                }
                best = Math.min(best, System.nanoTime() - start);
            }
            return best;
        }
    }
}
