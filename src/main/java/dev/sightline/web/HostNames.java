package dev.sightline.web;

import io.vertx.core.net.HostAndPort;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// The names this server goes by. A page that had its own name point to us (DNS rebinding) asks by a name that is not
/// ours.
@Singleton
class HostNames {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> added;

    HostNames(WebConfig config) {
        added = config.hosts().orElse(Set.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// A loopback name is ours on the port that the request came in on; an added one on any, unless it names one.
    ///
    /// @param authority as the request has it, or null
    /// @param port      that the request came in on
    boolean areOurs(HostAndPort authority, boolean isSecure, int port) {
        if (authority == null) {
            return false;
        }
        String name = authority.host().toLowerCase(Locale.ROOT);
        int asked = authority.port() > 0 ? authority.port() : isSecure ? 443 : 80;
        return added.contains(name) || added.contains(name + ":" + asked) || (LOOPBACK.contains(name) && asked == port);
    }

    /// Whether an `Origin` is the one that the request was sent to. The scheme is left out: a proxy in front of us may
    /// speak HTTPS where we see HTTP.
    static boolean isOrigin(String origin, HostAndPort authority) {
        String name = authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
        return origin.equalsIgnoreCase("http://" + name) || origin.equalsIgnoreCase("https://" + name);
    }
}
