package dev.sightline.web;

import java.net.URI;

/// What somebody types to have the command line do something with this server.
public final class ServerCommand {

    private static final String DEFAULT = "http://localhost:8080";

    private ServerCommand() {}

    /// @param words  of the command, `import ~/Pictures`
    /// @param server as the browser reaches it
    public static String of(String words, URI server) {
        var address = server.toString().replaceFirst("/$", "");
        return "./sightline " + words + (address.equals(DEFAULT) ? "" : " --server " + address);
    }
}
