package dev.sightline.embedding.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.AwsRequest;
import dev.sightline.aws.BackOff;
import dev.sightline.aws.CircuitBreaker;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.UsageMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Gatherers;

/// A model of a service, asked as often and by as many at once as the settings allow, and asked again for as long as
/// that makes sense. What a search waits for goes before everything else, and is given up sooner. Safe for use by
/// several threads.
public final class RemoteModel {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SEARCH_ATTEMPTS = 2;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    /// It may be asked for a day, and be wrong.
    private static final Duration LONGEST_HINT = Duration.ofHours(1);

    /// Who is to wait for longer comes back another time.
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String service;
    private final String usage;
    private final AwsClient client;
    private final ServiceLimits limits;
    private final Refusals refusals;
    private final UsageMeter meter;
    private final BackOff backOff;
    private final CircuitBreaker breaker;
    private final Pace pace;
    private final Semaphore places;
    private volatile String trouble;

    /// @param service as people call it: `Amazon Bedrock`
    /// @param usage   the name under which the model's usage is counted
    public RemoteModel(
            String service, String usage, AwsClient client, ServiceLimits limits, Refusals refusals, UsageMeter meter) {
        this.service = service;
        this.usage = usage;
        this.client = client;
        this.limits = limits;
        this.refusals = refusals;
        this.meter = meter;
        var clock = InstantSource.system();
        this.backOff = new BackOff(limits.backOff(), LONGEST_PAUSE);
        this.breaker =
                new CircuitBreaker(limits.breakerFailures(), limits.breakerPause(), clock, RemoteModel::isSilence);
        this.pace = new Pace(limits.requestsPerSecond(), clock);
        this.places = new Semaphore(limits.concurrency(), true);
    }

    private static boolean isSilence(RuntimeException e) {
        return e instanceof AwsException aws && aws.isPassing() && !aws.isThrottling() && !isInterruption(aws);
    }

    private static boolean isInterruption(AwsException e) {
        return e.getCause() instanceof InterruptedException;
    }

    /// Why the service did not do what it was asked last, if so.
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    public int concurrency() {
        return limits.concurrency();
    }

    /// Asks for each of some inputs, for as many at once as the settings allow, and gives what came of them in order.
    /// For one alone this thread asks, which can be interrupted then.
    public <T, R> List<R> each(List<T> inputs, Function<T, R> asking) {
        return inputs.size() == 1
                ? List.of(asking.apply(inputs.getFirst()))
                : inputs.stream()
                        .gather(Gatherers.mapConcurrent(concurrency(), asking))
                        .toList();
    }

    /// Counts what was answered.
    public void used(int images, long tokens) {
        meter.answered(usage, images, tokens);
    }

    /// @throws EmbeddingException if there is no answer; it passes unless it is about what is in the request
    public JsonNode ask(AwsRequest request, Haste haste) {
        boolean isSearch = haste == Haste.SEARCH;
        int attempts = isSearch ? Math.min(SEARCH_ATTEMPTS, limits.attempts()) : limits.attempts();
        var patience = isSearch ? limits.searchTimeout() : PATIENCE;
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    var answer = isSearch ? answerNow(request) : answer(request);
                    trouble = null;
                    return answer;
                } catch (AwsException e) {
                    if (isInterruption(e)) {
                        throw stopping(e);
                    }
                    meter.failed(usage, e.code());
                    var pause = e.retryAfter().map(RemoteModel::atMost).orElse(backOff.after(attempt));
                    if (e.isThrottling()) {
                        pace.hold(pause);
                    }
                    if (attempt >= attempts || !isWorthAnother(e) || pause.compareTo(patience) > 0) {
                        throw explained(e, pause);
                    }
                    Thread.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping(e);
        }
    }

    private static Duration atMost(Duration hint) {
        return hint.compareTo(LONGEST_HINT) < 0 ? hint : LONGEST_HINT;
    }

    private static EmbeddingException stopping(Exception e) {
        return new EmbeddingException("Sightline is stopping.", true, e);
    }

    private static boolean isWorthAnother(AwsException e) {
        return (e.isPassing() || e.isOfCredentials()) && !e.is("CircuitOpen");
    }

    private JsonNode answer(AwsRequest request) throws InterruptedException {
        places.acquire();
        try {
            await(pace.held());
            await(pace.take());
            // Somebody else may have been told to wait meanwhile.
            await(pace.held());
            return read(breaker.ask(() -> client.send(request, limits.timeout())));
        } finally {
            places.release();
        }
    }

    private void await(Duration time) throws InterruptedException {
        if (time.compareTo(PATIENCE) > 0) {
            throw EmbeddingException.outage(
                    "%s wants to be left alone for %d seconds. It is asked again by itself."
                            .formatted(service, time.toSeconds()),
                    time,
                    null);
        }
        Thread.sleep(time);
    }

    private JsonNode answerNow(AwsRequest request) {
        pace.takeNow();
        return read(breaker.ask(() -> client.send(request, limits.searchTimeout())));
    }

    private JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new AwsException(
                    "NotUnderstood", "%s answers something that is no JSON.".formatted(service), true, e);
        }
    }

    private EmbeddingException explained(AwsException e, Duration pause) {
        if (refusals.isOfContent(e)) {
            return new EmbeddingException(e.getMessage(), false, e);
        }
        var failure = refusals.isOutage(e)
                ? EmbeddingException.outage(words(e), e.is("CircuitOpen") ? limits.breakerPause() : pause, e)
                : new EmbeddingException(e.getMessage() + " " + refusals.advice(e), true, e);
        trouble = failure.getMessage();
        return failure;
    }

    private String words(AwsException e) {
        if (e.is("CircuitOpen")) {
            return trouble().orElse("%s did not answer. It is asked again by itself.".formatted(service));
        }
        return e.isThrottling()
                ? e.getMessage() + " It is asked again by itself, later. If that goes on, lower the setting"
                        + " requests-per-second, or ask AWS for a higher quota."
                : e.getMessage() + " It is asked again by itself.";
    }
}
