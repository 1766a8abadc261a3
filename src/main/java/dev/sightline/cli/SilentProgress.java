package dev.sightline.cli;

import java.io.PrintWriter;

/// For output that nobody watches: only what must be known.
record SilentProgress(PrintWriter err) implements Progress {

    @Override
    public void start(String what, int steps) {}

    @Override
    public void step() {}

    @Override
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public void close() {}
}
