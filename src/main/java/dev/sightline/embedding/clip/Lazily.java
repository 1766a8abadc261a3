package dev.sightline.embedding.clip;

import dev.sightline.embedding.EmbeddingException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Something native that is opened by whoever needs it first, used by all threads at once, and closed when none of
/// them is inside: native code that loses its memory while it runs ends the process.
final class Lazily<T> implements AutoCloseable {

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Supplier<T> opening;
    private final Consumer<T> closing;
    private volatile T opened;
    private volatile boolean closed;

    /// @param opening is tried again by the next user if it fails
    Lazily(Supplier<T> opening, Consumer<T> closing) {
        this.opening = opening;
        this.closing = closing;
    }

    <R> R use(Function<T, R> action) {
        open();
        lock.readLock().lock();
        try {
            if (closed) {
                throw new EmbeddingException(
                        "The model is closed, because another took over or Sightline is stopping. Ask again.",
                        true,
                        null);
            }
            return action.apply(opened);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void open() {
        if (opened != null || closed) {
            return;
        }
        lock.writeLock().lock();
        try {
            if (opened == null && !closed) {
                opened = opening.get();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (opened != null && !closed) {
                closing.accept(opened);
            }
            closed = true;
        } finally {
            lock.writeLock().unlock();
        }
    }
}
