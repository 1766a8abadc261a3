package dev.sightline.ingest;

/// A kind of work in the queue. Each piece of it has a name and is done by one instance at a time; done twice, it does
/// no harm.
public interface QueuedTask {

    /// As the queue's table has it.
    String name();

    /// One attempt at a piece of work. Whoever stops the service waits for it: a few seconds are enough.
    Outcome attempt(String piece);
}
