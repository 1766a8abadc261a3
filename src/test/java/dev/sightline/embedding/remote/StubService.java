package dev.sightline.embedding.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sightline.aws.SignatureCheck;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/// A service of models, which checks signatures, and fails as it is told. What a careful client does not send is in
/// [#violations] too. Pictures that look alike have vectors that are close.
public abstract class StubService implements AutoCloseable {

    public static final String REGION = "us-east-1";
    public static final String KEY = "AKIDEXAMPLE";
    public static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    protected static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// The most values that a vector has.
    protected static final int LARGEST = 3072;

    /// What happens to a request in place of an answer.
    public sealed interface Fault {

        /// @param retryAfter seconds, or null
        record Refusal(int status, String code, String message, Integer retryAfter) implements Fault {}

        /// The connection ends without an answer.
        record Drop() implements Fault {}

        /// There is no answer until the stub is closed.
        record Silence() implements Fault {}
    }

    protected static final class Refused extends RuntimeException {
        private final Fault.Refusal refusal;

        public Refused(Fault.Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }
    }

    /// One for each request, until there are no more.
    public final Deque<Fault> faults = new ConcurrentLinkedDeque<>();

    public final List<String> violations = new CopyOnWriteArrayList<>();

    /// All requests, answered or not.
    public final AtomicInteger requests = new AtomicInteger();

    /// The most requests at the same time.
    public final AtomicInteger together = new AtomicInteger();

    /// What happens to every request, or null.
    public volatile Fault outage;

    /// Answers that may be given; nobody has to wait for one at first.
    public final Semaphore gate = new Semaphore(Integer.MAX_VALUE / 2);

    private final AtomicInteger inside = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String signedAs;
    private final HttpServer server;

    /// @param signedAs the service that signatures are for
    protected StubService(String signedAs) {
        this.signedAs = signedAs;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    /// What the service answers to a request that is signed well.
    protected abstract JsonNode answered(HttpExchange exchange, byte[] body);

    /// The field of a refusal that says why.
    protected abstract String messageField();

    public final String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public final void close() {
        closed.countDown();
        gate.release(Integer.MAX_VALUE / 4);
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        together.accumulateAndGet(inside.incrementAndGet(), Math::max);
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            answerOrFail(exchange, body);
        } finally {
            inside.decrementAndGet();
        }
    }

    private void answerOrFail(HttpExchange exchange, byte[] body) throws IOException {
        try {
            var fault = faults.poll();
            fail(fault == null ? outage : fault);
            gate.acquire();
            requireSigned(exchange, body);
            send(exchange, 200, answered(exchange, body));
        } catch (Refused e) {
            var headers = exchange.getResponseHeaders();
            headers.set("x-amzn-ErrorType", e.refusal.code());
            if (e.refusal.retryAfter() != null) {
                headers.set("Retry-After", String.valueOf(e.refusal.retryAfter()));
            }
            send(exchange, e.refusal.status(), explained(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A model behind the service says with what status it failed.
    private JsonNode explained(Refused e) {
        var body = JSON.createObjectNode().put(messageField(), e.getMessage());
        var status = e.getMessage().replaceFirst("(?s).*error \\((\\d{3})\\).*", "$1");
        return status.matches("\\d{3}") ? body.put("OriginalStatusCode", Integer.parseInt(status)) : body;
    }

    private void fail(Fault fault) throws InterruptedException, IOException {
        switch (fault) {
            case null -> {}
            case Fault.Refusal refusal -> throw new Refused(refusal);
            case Fault.Drop _ -> throw new IOException("dropped");
            case Fault.Silence _ -> closed.await();
        }
    }

    private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        var bytes = body.toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void requireSigned(HttpExchange exchange, byte[] body) {
        SignatureCheck.wrong(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders(),
                        body,
                        signedAs,
                        REGION,
                        KEY,
                        SECRET)
                .ifPresent(wrong -> {
                    throw violation(403, "InvalidSignatureException", wrong);
                });
    }

    protected final Refused refusal(int status, String code, String what) {
        return new Refused(new Fault.Refusal(status, code, what, null));
    }

    protected final Refused violation(int status, String code, String what) {
        violations.add(what);
        return refusal(status, code, what);
    }

    protected abstract Refused invalid(String what);

    protected final JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("Malformed input request: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected final void requireFields(JsonNode object, Set<String> required, Set<String> optional) {
        var given = new TreeSet<String>();
        object.fieldNames().forEachRemaining(given::add);
        var unknown = new TreeSet<>(given);
        unknown.removeAll(required);
        unknown.removeAll(optional);
        if (!object.isObject() || !given.containsAll(required) || !unknown.isEmpty()) {
            throw invalid("Malformed input request: fields %s, wanted %s".formatted(given, required));
        }
    }

    protected final String requireText(JsonNode text) {
        if (!text.isTextual() || text.asText().isBlank()) {
            throw invalid("text " + text);
        }
        return text.asText();
    }

    protected final BufferedImage jpeg(byte[] bytes) {
        if (bytes.length < 3 || (bytes[0] & 0xFF) != 0xFF || (bytes[1] & 0xFF) != 0xD8) {
            throw invalid("no JPEG");
        }
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw invalid("no picture: " + e);
        }
    }

    /// [#LARGEST] values, the same for the same text.
    protected static double[] meaning(String text) {
        return new Random(text.hashCode()).doubles(LARGEST, -1, 1).toArray();
    }

    /// Its colours on a grid, again and again, so that the first values say as much as all.
    protected static double[] look(BufferedImage image) {
        int cells = 9;
        var look = new double[LARGEST];
        for (int i = 0; i < LARGEST; i++) {
            int place = i / 3 % (cells * cells);
            int x = (2 * (place % cells) + 1) * image.getWidth() / (2 * cells);
            int y = (2 * (place / cells) + 1) * image.getHeight() / (2 * cells);
            look[i] = (image.getRGB(x, y) >> 8 * (i % 3) & 0xFF) - 127.5;
        }
        return look;
    }

    /// The first values at unit length.
    protected static List<Double> unit(double[] values, int dimension) {
        double length = Math.sqrt(
                Arrays.stream(values, 0, dimension).map(value -> value * value).sum());
        return Arrays.stream(values, 0, dimension)
                .mapToObj(value -> value / length)
                .toList();
    }
}
