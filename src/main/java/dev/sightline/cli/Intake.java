package dev.sightline.cli;

import java.util.List;

/// Takes pictures into a library in front of a person: with a bar, the failures as they happen, and a sentence at the
/// end, also where it ends early.
final class Intake {

    private static final int ATTEMPTS = 8;

    private final ServerOptions options;
    private final Output output;

    Intake(ServerOptions options, Output output) {
        this.options = options;
        this.output = output;
    }

    static Api api(ServerOptions options) {
        return options.api(ATTEMPTS);
    }

    Report run(Api api, List<Source> sources, Report report, boolean isAwaited) {
        Progress progress = output.progress(options.json());
        Thread stopped = new Thread(() -> stop(progress));
        Runtime.getRuntime().addShutdownHook(stopped);
        Journal journal = new Journal(options.server(), output::note);
        Transfer transfer = new Transfer(api, new Storage(ServerOptions.http(), ATTEMPTS), report, progress, journal);
        try (progress) {
            transfer.upload(sources);
            if (isAwaited) {
                transfer.awaitUnderstanding();
            }
        } finally {
            transfer.trustUnderstanding();
            tell(report);
            Runtime.getRuntime().removeShutdownHook(stopped);
        }
        return report;
    }

    private void stop(Progress progress) {
        progress.close();
        output.note("Stopped. What was uploaded is kept; the same command again does the rest.");
    }

    private void tell(Report report) {
        output.answer(options.json() ? report.json() : report.sentence());
    }
}
