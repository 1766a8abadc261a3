package dev.sightline.standalone;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;

/// Looks for taken ports before anything is started.
final class Ports {

    private Ports() {}

    static void check(Set<Kind> wanted, Serving serving) {
        check(serving.host(), serving.port(), "the pages", "--port");
        if (wanted.contains(Kind.STORAGE)) {
            check(ObjectServer.HOST, serving.storagePort(), "the object storage", "--storage-port");
            if (serving.port() == serving.storagePort() && serving.port() != 0) {
                throw new StartException(
                        "--port and --storage-port are both " + serving.port() + ": the two need a port each.");
            }
        }
    }

    static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("No free port was found on this machine (" + e.getMessage() + ").", e);
        }
    }

    private static void check(String host, int port, String what, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " on " + host + ", wanted for " + what + ", cannot be used (" + e.getMessage()
                            + "). Stop the program that has it, or choose another port by " + option + ".",
                    e);
        }
    }
}
