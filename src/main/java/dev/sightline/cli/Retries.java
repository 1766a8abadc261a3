package dev.sightline.cli;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/// Sends a request again where the connection was lost or the other side is busy, after a pause that doubles each time
/// and is partly left to chance, so that many clients do not come back at once.
///
/// @param attempts in all, the first one included
/// @param passing  the statuses after which the same request may succeed
record Retries(HttpClient http, int attempts, Set<Integer> passing) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /// @param lost whether what happened may pass; else it is thrown at once
    /// @throws IOException if no attempt got an answer
    HttpResponse<String> send(HttpRequest request, Predicate<IOException> lost) throws IOException {
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= attempts;
            try {
                HttpResponse<String> response = once(request);
                if (last || !passing.contains(response.statusCode())) {
                    return response;
                }
                sleep(longer(pause(attempt), asked(response)));
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                if (last || !lost.test(e)) {
                    throw e;
                }
                sleep(pause(attempt));
            }
        }
    }

    static void sleep(Duration pause) throws InterruptedIOException {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private HttpResponse<String> once(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static Duration pause(int attempt) {
        long longest = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << (attempt - 1));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
    }

    private static Duration asked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,3}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("Stopped.");
    }
}
