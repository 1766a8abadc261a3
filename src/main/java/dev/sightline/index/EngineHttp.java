package dev.sightline.index;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Sends requests to an engine by HTTP. It tries nothing twice.
public final class EngineHttp {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient http;

    /// What an engine said, whatever that is.
    public record Answer(int status, String body) {}

    /// @param certificates a file of those that are trusted in place of the machine's, if any
    public EngineHttp(Optional<Path> certificates) {
        var builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
        certificates.ifPresent(file -> builder.sslContext(trusting(file)));
        http = builder.build();
    }

    /// @param body     or null
    /// @param patience for all of it: connecting, sending, answering
    /// @throws EngineException if there is no answer in time
    public Answer send(String method, URI uri, Map<String, String> headers, String body, Duration patience) {
        var request = HttpRequest.newBuilder(uri)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        var answer = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            var received = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(received.statusCode(), received.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unanswered(uri, "did not answer within %d ms".formatted(patience.toMillis()), e);
        } catch (ExecutionException e) {
            throw unanswered(uri, "was not reached (%s)".formatted(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unanswered(uri, "was not waited for", e);
        }
    }

    /// Waits before the same is asked once more.
    public static void pause(Duration wait) {
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineException.away("Sightline is stopping.", e);
        }
    }

    private static EngineException unanswered(URI uri, String what, Throwable cause) {
        return EngineException.away("%s %s.".formatted(uri.getAuthority(), what), cause);
    }

    private static SSLContext trusting(Path file) {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("trusted-" + count++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("The certificates in %s cannot be read: %s".formatted(file, e), e);
        }
    }
}
