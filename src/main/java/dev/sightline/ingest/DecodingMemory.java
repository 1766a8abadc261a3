package dev.sightline.ingest;

import java.util.concurrent.Semaphore;

/// Admits pictures by the bytes that they will take, whatever the number of threads, in the order in which they
/// ask. One that alone exceeds the budget is admitted when nothing else is being decoded.
class DecodingMemory {

    private static final int UNIT = 1024;

    private final int budget;
    private final Semaphore free;

    DecodingMemory(long budgetBytes) {
        this.budget = Math.toIntExact(budgetBytes / UNIT);
        this.free = new Semaphore(budget, true);
    }

    /// Waits until `bytes` are free.
    Admission admit(long bytes) throws InterruptedException {
        int units = units(bytes);
        free.acquire(units);
        return new Admission(units);
    }

    private int units(long bytes) {
        return Math.toIntExact(Math.min(budget, bytes / UNIT + 1));
    }

    /// Memory that is taken until it is closed.
    class Admission implements AutoCloseable {

        private int units;

        private Admission(int units) {
            this.units = units;
        }

        /// Takes as much as `bytes` in all, if that is free right now.
        boolean tryGrow(long bytes) {
            int more = units(bytes) - units;
            if (more > 0 && !free.tryAcquire(more)) {
                return false;
            }
            units += Math.max(more, 0);
            return true;
        }

        @Override
        public void close() {
            free.release(units);
            units = 0;
        }
    }
}
