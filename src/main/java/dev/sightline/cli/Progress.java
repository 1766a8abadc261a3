package dev.sightline.cli;

/// How far a long work has come. Safe for use by several threads.
interface Progress extends AutoCloseable {

    /// Begins a part of the work, of so many steps.
    void start(String what, int steps);

    void step();

    /// A line that stays.
    void say(String line);

    @Override
    void close();
}
