package dev.sightline.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Stands before a storage, and does in its place what a storage in trouble does. Bytes pass as they are, so that
/// signatures stay good; a connection has one request.
public final class StorageFront implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");
    private static final byte[] CLOSE = "Connection: close\r\n".getBytes(ISO_8859_1);

    /// The first line of a request, and what is done to it instead of an answer.
    private record Trouble(Predicate<String> of, Fault fault) {}

    public sealed interface Fault {

        /// An error as S3 words it.
        record Refusal(int status, String code) implements Fault {}

        /// The connection ends without an answer.
        record Drop() implements Fault {}

        /// The connection ends after so many bytes of the answer, with its head.
        record Cut(int bytes) implements Fault {}

        /// The request is passed on when the latch is open, and not before.
        record Silence(CountDownLatch end) implements Fault {}
    }

    private final ServerSocket server;
    private final URI behind;
    private final AtomicInteger faults = new AtomicInteger();
    private volatile Trouble trouble;

    public StorageFront(URI behind) {
        this.behind = behind;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /// From now on nothing is answered as it should be.
    public void trouble(Fault fault) {
        trouble(_ -> true, fault);
    }

    /// From now on these requests are not, by their first lines, as `GET /bucket/originals/…`.
    public void trouble(Predicate<String> of, Fault fault) {
        faults.set(0);
        trouble = new Trouble(of, fault);
    }

    public void well() {
        trouble = null;
    }

    /// How many requests were in trouble since it began.
    public int faults() {
        return faults.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var head = head(client.getInputStream());
            var now = trouble;
            if (head.isEmpty()) {
                return;
            }
            if (now == null || !now.of().test(head.lines().findFirst().orElseThrow())) {
                pass(client, head, Integer.MAX_VALUE);
                return;
            }
            faults.incrementAndGet();
            switch (now.fault()) {
                case Fault.Refusal refusal -> refuse(client, head, refusal);
                case Fault.Drop _ -> {}
                case Fault.Cut(int bytes) -> pass(client, head, bytes);
                case Fault.Silence(var end) -> {
                    end.await();
                    pass(client, head, Integer.MAX_VALUE);
                }
            }
        } catch (IOException e) {
            // Either end is gone: the client sees it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// With the empty line at its end; empty if nothing comes.
    private static String head(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    private static void refuse(Socket client, String head, Fault.Refusal refusal) throws IOException {
        if (!head.toLowerCase().contains("\r\nexpect: 100-continue")) {
            var length = LENGTH.matcher(head);
            client.getInputStream().skipNBytes(length.find() ? Long.parseLong(length.group(1)) : 0);
        }
        var body = "<Error><Code>%s</Code><Message>No.</Message></Error>"
                .formatted(refusal.code())
                .getBytes(UTF_8);
        var answer = "HTTP/1.1 %d Trouble\r\nContent-Type: application/xml\r\nContent-Length: %d\r\n"
                .formatted(refusal.status(), body.length);
        var out = client.getOutputStream();
        out.write(answer.getBytes(ISO_8859_1));
        out.write(CLOSE);
        out.write("\r\n".getBytes(ISO_8859_1));
        if (!head.startsWith("HEAD ")) {
            out.write(body);
        }
        out.flush();
        client.shutdownOutput();
    }

    private void pass(Socket client, String head, int bytes) throws IOException {
        try (var storage = new Socket(behind.getHost(), behind.getPort())) {
            var out = storage.getOutputStream();
            var lines = head.replaceAll("(?im)^(keep-alive|connection|upgrade|http2-settings):.*\r\n", "");
            out.write(lines.substring(0, lines.length() - 2).getBytes(ISO_8859_1));
            out.write(CLOSE);
            out.write("\r\n".getBytes(ISO_8859_1));
            var up = Thread.ofVirtual().start(() -> pump(client, storage));
            copy(storage.getInputStream(), client.getOutputStream(), bytes);
            up.interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream(), Integer.MAX_VALUE);
        } catch (IOException e) {
            // The answer is there, or either end is gone.
        }
    }

    private static void copy(InputStream from, OutputStream to, int bytes) throws IOException {
        var buffer = new byte[8192];
        int left = bytes;
        int read;
        while (left > 0 && (read = from.read(buffer)) >= 0) {
            to.write(buffer, 0, Math.min(read, left));
            to.flush();
            left -= Math.min(read, left);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
