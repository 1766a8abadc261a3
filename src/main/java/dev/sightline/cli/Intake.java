package dev.sightline.cli;

import java.util.List;
import java.util.function.Consumer;

/// Takes pictures into a library in front of a person: with a bar, the failures as they happen, and a sentence at the
/// end, also where it ends early.
final class Intake {

    private static final int ATTEMPTS = 8;

    private final ServerOptions options;
    private final Output output;
    private final String set;

    Intake(ServerOptions options, Output output) {
        this(options, output, null);
    }

    private Intake(ServerOptions options, Output output, String set) {
        this.options = options;
        this.output = output;
        this.set = set;
    }

    static Api api(ServerOptions options) {
        return options.api(ATTEMPTS);
    }

    Api api() {
        return api(options);
    }

    /// The same into an evaluation set.
    Intake into(String name) {
        return new Intake(options, output, name);
    }

    /// Takes the pictures of an evaluation set, and says no more than what could not be taken.
    Report run(List<Source> sources) {
        return run(api(), sources, new Report(0), true, _ -> {});
    }

    /// Takes pictures into the library, and tells what became of them.
    Report run(Api api, List<Source> sources, Report report, boolean isAwaited) {
        return run(api, sources, report, isAwaited, this::tell);
    }

    private Report run(Api api, List<Source> sources, Report report, boolean isAwaited, Consumer<Report> tell) {
        Progress progress = output.progress(options.json());
        Thread stopped = new Thread(() -> stop(progress));
        Runtime.getRuntime().addShutdownHook(stopped);
        Journal journal = new Journal(options.server(), set, output::note);
        Storage storage = new Storage(ServerOptions.http(), ATTEMPTS);
        Transfer transfer = new Transfer(api.into(set), storage, report, progress, journal);
        try (progress) {
            transfer.upload(sources);
            if (isAwaited) {
                transfer.awaitUnderstanding();
            }
        } finally {
            transfer.trustUnderstanding();
            tell.accept(report);
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
