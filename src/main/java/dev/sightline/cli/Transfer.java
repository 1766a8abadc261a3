package dev.sightline.cli;

import dev.sightline.storage.PresignedPost;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Takes pictures into a library: asks for places, sends the bytes to the storage, four at a time, and waits until they
/// are understood. What becomes of each is added to the report; only a server that is gone ends the whole.
final class Transfer {

    private static final int BATCH = 100;

    /// Characters of sidecars that are sent at once: a request has at most 6 MB, and a character may take three bytes.
    private static final int SIDECARS_AT_ONCE = 1 << 20;

    private static final int LANES = 4;
    private static final Duration FIRST_LOOK = Duration.ofMillis(200);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    private final Api api;
    private final Storage storage;
    private final Report report;
    private final Progress progress;
    private final Journal journal;
    private final Set<String> seen = new HashSet<>();
    private final Queue<Placed> placed = new ConcurrentLinkedQueue<>();

    private record Opened(Source source, Upload upload) {}

    /// @param isNew whether this import has sent it, and not one before
    private record Placed(String label, String image, boolean isNew) {

        Outcome arrived() {
            return isNew ? Outcome.added(label, image) : Outcome.duplicate(label, image);
        }
    }

    Transfer(Api api, Storage storage, Report report, Progress progress, Journal journal) {
        this.api = api;
        this.storage = storage;
        this.report = report;
        this.progress = progress;
        this.journal = journal;
    }

    void upload(List<Source> sources) {
        if (sources.isEmpty()) {
            return;
        }
        progress.start("Uploading", sources.size());
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            for (int from = 0; from < sources.size(); from += BATCH) {
                upload(sources.subList(from, Math.min(from + BATCH, sources.size())), lanes);
            }
        }
    }

    /// Waits for each picture in the order in which they were uploaded, which is that in which they are understood.
    void awaitUnderstanding() {
        if (!placed.isEmpty()) {
            progress.start("Understanding", placed.size());
        }
        while (!placed.isEmpty()) {
            finished(understood(placed.peek()));
            placed.remove();
        }
        journal.close();
    }

    /// Counts what is uploaded as added, without waiting for what becomes of it.
    void trustUnderstanding() {
        placed.forEach(picture -> report.add(picture.arrived()));
        placed.clear();
    }

    private void upload(List<Source> batch, ExecutorService lanes) {
        List<Opened> opened = all(lanes, batch.stream().map(this::opening).toList()).stream()
                .flatMap(Optional::stream)
                .filter(this::isFirst)
                .toList();
        List<Boolean> sent = all(lanes, opened.stream().map(this::finding).toList());
        List<Opened> missing = IntStream.range(0, opened.size())
                .filter(i -> !sent.get(i))
                .mapToObj(opened::get)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        List<Api.Slot> slots = slots(missing);
        all(
                lanes,
                IntStream.range(0, missing.size())
                        .mapToObj(i -> placing(missing.get(i), slots.get(i)))
                        .toList());
    }

    /// Whether an import before this one has sent the picture, and it is there or on its way.
    private Callable<Boolean> finding(Opened file) {
        return () -> {
            Optional<String> image = journal.image(file.upload().sha256()).filter(this::isComing);
            image.ifPresent(id -> {
                placed.add(new Placed(file.source().label(), id, false));
                progress.step();
            });
            return image.isPresent();
        };
    }

    private boolean isComing(String image) {
        try {
            return Set.of("processing", "ready").contains(api.image(image).status());
        } catch (RefusedException e) {
            return false;
        }
    }

    private List<Api.Slot> slots(List<Opened> opened) {
        List<Api.Slot> slots = new ArrayList<>();
        List<Api.NewFile> asked = new ArrayList<>();
        int characters = 0;
        for (Opened file : opened) {
            int more = file.upload().sidecar() == null
                    ? 0
                    : file.upload().sidecar().length();
            if (!asked.isEmpty() && characters + more > SIDECARS_AT_ONCE) {
                slots.addAll(api.createUploads(asked));
                asked.clear();
                characters = 0;
            }
            asked.add(file.upload().announcement());
            characters += more;
        }
        slots.addAll(api.createUploads(asked));
        return slots;
    }

    private Callable<Optional<Opened>> opening(Source source) {
        return () -> {
            try {
                return Optional.of(new Opened(source, source.opening().open()));
            } catch (IOException e) {
                finished(Outcome.failed(source.label(), null, Outcome.words(e)));
                return Optional.empty();
            }
        };
    }

    private boolean isFirst(Opened file) {
        boolean isFirst = seen.add(file.upload().sha256());
        if (!isFirst) {
            finished(Outcome.duplicate(file.source().label(), null));
        }
        return isFirst;
    }

    private Callable<Void> placing(Opened file, Api.Slot slot) {
        return () -> {
            place(file, slot, true);
            return null;
        };
    }

    private void place(Opened file, Api.Slot slot, boolean mayAskAgain) {
        String label = file.source().label();
        if (slot.sidecar() != null && mayAskAgain) {
            progress.say(Output.plain(
                    label + ": taken without its sidecar. " + slot.sidecar().reason()));
        }
        switch (slot.status()) {
            case "ready" -> send(file, slot, mayAskAgain);
            case "duplicate" -> finished(Outcome.duplicate(label, slot.image()));
            case "refused" -> finished(Outcome.refused(label, slot.reason()));
            default -> finished(Outcome.failed(label, null, "the server calls it " + slot.status()));
        }
    }

    private void send(Opened file, Api.Slot slot, boolean mayAskAgain) {
        String label = file.source().label();
        try {
            storage.store(new PresignedPost(slot.url(), slot.fields()), file.upload());
        } catch (RefusedException e) {
            if (e.status() == 403 && mayAskAgain) {
                // Leave to upload ends after some minutes, which a slow line can use up.
                place(
                        file,
                        api.createUploads(List.of(file.upload().announcement())).getFirst(),
                        false);
            } else {
                finished(Outcome.failed(label, null, e.getMessage()));
            }
            return;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw NoServerException.ofStorage(slot.url(), e);
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        } catch (IOException e) {
            finished(Outcome.failed(label, null, Outcome.words(e)));
            return;
        }
        complete(file, slot);
    }

    private void complete(Opened file, Api.Slot slot) {
        String label = file.source().label();
        try {
            Api.Completed completed = api.complete(slot);
            if (completed.status().equals("duplicate")) {
                finished(Outcome.duplicate(label, completed.image()));
            } else {
                placed.add(new Placed(label, completed.image(), true));
                journal.add(file.upload().sha256(), completed.image());
                progress.step();
            }
        } catch (RefusedException e) {
            finished(Outcome.failed(label, null, e.getMessage()));
        }
    }

    private Outcome understood(Placed picture) {
        try {
            Duration pause = FIRST_LOOK;
            Api.Image image = api.image(picture.image());
            while (image.status().equals("processing")) {
                Retries.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : pause.multipliedBy(2);
                image = api.image(picture.image());
            }
            return outcome(picture, image);
        } catch (RefusedException e) {
            return Outcome.failed(picture.label(), picture.image(), e.getMessage());
        } catch (InterruptedIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome outcome(Placed picture, Api.Image image) {
        if (!image.id().equals(picture.image())) {
            return Outcome.duplicate(picture.label(), image.id());
        }
        return switch (image.status()) {
            case "ready" -> picture.arrived();
            case "failed" -> Outcome.failed(picture.label(), image.id(), image.error());
            default -> Outcome.failed(picture.label(), image.id(), "is " + image.status() + " meanwhile");
        };
    }

    private void finished(Outcome outcome) {
        report.add(outcome);
        progress.step();
        if (outcome.isBad()) {
            progress.say(outcome.line());
        }
    }

    /// The results in the order of the tasks. What ends one of them ends the others.
    private static <T> List<T> all(ExecutorService lanes, Collection<Callable<T>> tasks) {
        List<Future<T>> running = tasks.stream().map(lanes::submit).toList();
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> task : running) {
                results.add(task.get());
            }
            return results;
        } catch (ExecutionException e) {
            lanes.shutdownNow();
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            lanes.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped.", e);
        }
    }
}
