package dev.sightline.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line at the bottom of a terminal, drawn over itself.
final class ProgressBar implements Progress {

    private static final int WIDTH = 24;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration BEFORE_GUESSING = Duration.ofSeconds(3);
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter screen;
    private final PrintWriter err;
    private final LongSupplier nanos;
    private String what = "";
    private int steps;
    private int done;
    private long started;
    private long drawn;
    private boolean isShown;

    /// @param err where lines that stay are written, since the screen may be all there is
    ProgressBar(PrintWriter screen, PrintWriter err, LongSupplier nanos) {
        this.screen = screen;
        this.err = err;
        this.nanos = nanos;
    }

    @Override
    public synchronized void start(String what, int steps) {
        this.what = what;
        this.steps = steps;
        done = 0;
        started = nanos.getAsLong();
        draw();
    }

    @Override
    public synchronized void step() {
        done++;
        if (done == steps || nanos.getAsLong() - drawn >= BETWEEN.toNanos()) {
            draw();
        }
    }

    @Override
    public synchronized void say(String line) {
        erase();
        err.println(line);
        err.flush();
        draw();
    }

    @Override
    public synchronized void close() {
        erase();
    }

    private void draw() {
        drawn = nanos.getAsLong();
        isShown = true;
        screen.print(ERASE + line());
        screen.flush();
    }

    private void erase() {
        if (isShown) {
            isShown = false;
            screen.print(ERASE);
            screen.flush();
        }
    }

    private String line() {
        double share = steps == 0 ? 1 : (double) done / steps;
        int filled = (int) (WIDTH * share);
        return String.format(
                Locale.ROOT,
                "%s %d of %d [%s%s] %3.0f %%%s",
                what,
                done,
                steps,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                Math.floor(100 * share),
                left());
    }

    private String left() {
        Duration past = Duration.ofNanos(drawn - started);
        if (done == 0 || done == steps || past.compareTo(BEFORE_GUESSING) < 0) {
            return "";
        }
        Duration left = past.multipliedBy(steps - done).dividedBy(done);
        return left.toMinutes() > 0
                ? ", about " + left.plusSeconds(30).toMinutes() + " min left"
                : ", about " + Math.max(1, left.toSeconds()) + " s left";
    }
}
