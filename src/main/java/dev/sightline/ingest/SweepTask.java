package dev.sightline.ingest;

/// Looks for what nobody works on any more, and sees to it. Run by one instance at a time.
public interface SweepTask {

    /// What is cheap: done every minute.
    void sweep();

    /// Compares everything in the storage with the catalogue: done at the start and a few times a day.
    default void audit() {}
}
