package dev.sightline.web;

import io.vertx.core.http.HttpServerRequest;
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
    boolean areOurs(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        if (authority == null) {
            return false;
        }
        String name = authority.host().toLowerCase(Locale.ROOT);
        int port = authority.port() > 0 ? authority.port() : request.isSSL() ? 443 : 80;
        return added.contains(name)
                || added.contains(name + ":" + port)
                || (LOOPBACK.contains(name) && port == request.localAddress().port());
    }

    /// `localhost:8080`, or `photos.example.org` where the port is the usual one
    static String asSent(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return authority.port() > 0 ? authority.host() + ":" + authority.port() : authority.host();
    }
}
