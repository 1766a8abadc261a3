package dev.sightline;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Looks at ports before anything is started on them.
public final class Ports {

    private Ports() {}

    /// Fails if the port cannot be had.
    ///
    /// @param port   0 can always be had
    /// @param what   the port is for
    /// @param option by which another is chosen
    /// @throws StartException if another program has it, or this one may not
    public static void check(String host, int port, String what, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
        } catch (IOException e) {
            throw new StartException(
                    "Port " + port + " on " + host + ", wanted for " + what + ", cannot be used (" + e.getMessage()
                            + "). Stop the program that has it, or choose another port by " + option + ".",
                    e);
        }
    }

    /// A port of the loopback address that nobody has at this moment.
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException("No free port was found on this machine (" + e.getMessage() + ").", e);
        }
    }
}
