package dev.sightline.embedding.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;

/// A model hub on this machine, which serves files to the letter of HTTP, or fails as it is told to.
final class StubHub implements AutoCloseable {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-");

    record Request(String method, String target, Map<String, String> headers) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /// The first byte that is asked for.
        int from() {
            return header("Range")
                    .map(range -> {
                        var matcher = RANGE.matcher(range);
                        if (!matcher.matches()) {
                            throw new IllegalArgumentException(range);
                        }
                        return Integer.parseInt(matcher.group(1));
                    })
                    .orElse(0);
        }
    }

    /// How one request is answered. The connection is closed afterwards.
    @FunctionalInterface
    interface Answer {
        void send(Request request, byte[] content, OutputStream out) throws IOException, InterruptedException;
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Deque<Answer>> once = new ConcurrentHashMap<>();
    private final Map<String, Answer> always = new ConcurrentHashMap<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket server;

    StubHub() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    int port() {
        return server.getLocalPort();
    }

    /// @param target path of the request
    void put(String target, byte[] content) {
        files.put(target, content);
    }

    /// Answers the next requests of a target so, one after another, and all after them as ever.
    void next(String target, Answer... answers) {
        once.computeIfAbsent(target, _ -> new ConcurrentLinkedDeque<>()).addAll(List.of(answers));
    }

    void always(String target, Answer answer) {
        always.put(target, answer);
    }

    /// Everything is as it should be again.
    void heal() {
        once.clear();
        always.clear();
    }

    List<Request> requests(String target) {
        return requests.stream()
                .filter(request -> request.target().equals(target))
                .toList();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                // It is closed, or the client is gone already.
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            var request = read(socket);
            requests.add(request);
            var queued = once.get(request.target());
            var answer = queued == null ? null : queued.poll();
            if (answer == null) {
                answer = always.getOrDefault(request.target(), StubHub::serve);
            }
            var content = files.get(request.target());
            (content == null && !always.containsKey(request.target()) ? status(404) : answer)
                    .send(request, content, socket.getOutputStream());
        } catch (IOException e) {
            // The client hung up, as it does when it has seen enough.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Request read(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        var first = in.readLine();
        if (first == null) {
            throw new IOException("nothing was asked");
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
            var colon = line.indexOf(':');
            headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
        }
        return new Request(first.split(" ")[0], first.split(" ")[1], headers);
    }

    private static void head(OutputStream out, String status, String... headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n").getBytes(ISO_8859_1));
        for (var header : headers) {
            out.write((header + "\r\n").getBytes(ISO_8859_1));
        }
        out.write("\r\n".getBytes(ISO_8859_1));
        out.flush();
    }

    /// As it should be, ranges included.
    static void serve(Request request, byte[] content, OutputStream out) throws IOException {
        begin(request, content, out);
        out.write(content, request.from(), content.length - request.from());
    }

    private static void begin(Request request, byte[] content, OutputStream out) throws IOException {
        int from = request.from();
        if (from >= content.length) {
            head(out, "416 Range Not Satisfiable", "Content-Range: bytes */" + content.length, "Content-Length: 0");
            throw new IOException("there is no more");
        }
        var length = "Content-Length: " + (content.length - from);
        if (from == 0) {
            head(out, "200 OK", length, "Accept-Ranges: bytes");
        } else {
            var range = "Content-Range: bytes %d-%d/%d".formatted(from, content.length - 1, content.length);
            head(out, "206 Partial Content", length, range);
        }
    }

    static void withoutRanges(Request request, byte[] content, OutputStream out) throws IOException {
        head(out, "200 OK", "Content-Length: " + content.length);
        out.write(content);
    }

    /// A server that knows no ranges, and whose connection is lost too.
    static Answer withoutRangesCutAfter(int bytes) {
        return (_, content, out) -> {
            head(out, "200 OK", "Content-Length: " + content.length);
            out.write(content, 0, bytes);
        };
    }

    /// The connection is lost after so many bytes of what was asked for.
    static Answer cutAfter(int bytes) {
        return (request, content, out) -> {
            begin(request, content, out);
            out.write(content, request.from(), bytes);
        };
    }

    /// Sends up to a place of the file and then nothing more, until it is told to.
    static Answer pausedAt(int place, CountDownLatch goOn) {
        return (request, content, out) -> {
            int from = request.from();
            int pause = Math.max(from, place);
            begin(request, content, out);
            out.write(content, from, pause - from);
            out.flush();
            goOn.await();
            out.write(content, pause, content.length - pause);
        };
    }

    /// Takes the request and says nothing, until it is told to.
    static Answer silent(CountDownLatch end) {
        return (_, _, _) -> end.await();
    }

    /// Another file than the one that was asked for, served as it should be.
    static Answer instead(byte[] other) {
        return (request, _, out) -> serve(request, other, out);
    }

    /// Another file, whose length is not told beforehand.
    static Answer chunked(byte[] other) {
        return (_, _, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write((Integer.toHexString(other.length) + "\r\n").getBytes(ISO_8859_1));
            out.write(other);
            out.write("\r\n0\r\n\r\n".getBytes(ISO_8859_1));
        };
    }

    static Answer status(int status, String... headers) {
        return (_, _, out) -> {
            head(out, status + " Told to", headers);
        };
    }

    static Answer redirect(int status, String location) {
        return status(status, "Location: " + location, "Content-Length: 0");
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
