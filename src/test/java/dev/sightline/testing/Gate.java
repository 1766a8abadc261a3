package dev.sightline.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between a client and a server, and can shut: then connections break off, and new ones are refused an answer.
public final class Gate implements AutoCloseable {

    private final ServerSocket server;
    private final URI behind;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    /// Bytes that may still pass towards the server.
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    public Gate(URI behind) {
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

    /// Lets so many more bytes through, and then nothing.
    public void shutAfter(long bytes) {
        left.set(bytes);
        if (bytes == 0) {
            sockets.forEach(Gate::close);
        }
    }

    public void open() {
        left.set(Long.MAX_VALUE);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                if (left.get() <= 0) {
                    client.close();
                } else {
                    pass(client);
                }
            } catch (IOException e) {
                // Closed, or the server is not there: the client sees it.
            }
        }
    }

    private void pass(Socket client) throws IOException {
        var other = new Socket(behind.getHost(), behind.getPort());
        sockets.add(client);
        sockets.add(other);
        Thread.ofVirtual().start(() -> pump(client, other, true));
        Thread.ofVirtual().start(() -> pump(other, client, false));
    }

    private void pump(Socket from, Socket to, boolean counted) {
        var buffer = new byte[8192];
        try {
            int read;
            while ((read = from.getInputStream().read(buffer)) >= 0) {
                if (counted && left.addAndGet(-read) < 0) {
                    break;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Either end is gone.
        } finally {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Gate::close);
    }
}
