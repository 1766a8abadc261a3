package dev.sightline.embedding.hub;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which proxy leads to an address: what Java's own properties say (`https.proxyHost`, ...), else what the environment
/// says (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
final class Proxies {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    Proxy to(URI address) {
        return ofJava(address)
                .or(() -> ofEnvironment(address).map(Proxies::proxy))
                .orElse(Proxy.NO_PROXY);
    }

    /// What answers the proxy of the environment when it asks who is there.
    Optional<Authenticator> authenticator(URI address) {
        return ofEnvironment(address)
                .map(URI::getUserInfo)
                .filter(user -> user.contains(":"))
                .map(Proxies::authenticator);
    }

    private static Optional<Proxy> ofJava(URI address) {
        return ProxySelector.getDefault().select(address).stream()
                .filter(proxy -> proxy.type() != Proxy.Type.DIRECT)
                .findFirst();
    }

    private Optional<URI> ofEnvironment(URI address) {
        if (isExempt(address)) {
            return Optional.empty();
        }
        return Stream.of(address.getScheme() + "_proxy", "all_proxy")
                .flatMap(name -> variable(name).stream())
                .findFirst()
                .map(Proxies::address);
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    private boolean isExempt(URI address) {
        String host = address.getHost().toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host)
                || Arrays.stream(variable("no_proxy").orElse("").split("[,\\s]+"))
                        .anyMatch(exempt -> covers(exempt.toLowerCase(Locale.ROOT), host, port(address)));
    }

    /// `example.org` and `.example.org` are the host and all below it, `*` is every host; a port may follow.
    private static boolean covers(String exempt, String host, int port) {
        int colon = exempt.lastIndexOf(':');
        if (colon > 0 && exempt.substring(colon + 1).matches("\\d+")) {
            return Integer.parseInt(exempt.substring(colon + 1)) == port
                    && covers(exempt.substring(0, colon), host, port);
        }
        String name = exempt.replaceFirst("^\\*?\\.", "");
        return exempt.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)));
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : address.getScheme().equals("https") ? 443 : 80;
    }

    private static URI address(String value) {
        return URI.create(value.contains("://") ? value : "http://" + value);
    }

    private static Proxy proxy(URI address) {
        int port =
                address.getPort() > 0 ? address.getPort() : address.getScheme().startsWith("socks") ? 1080 : 80;
        return new Proxy(
                address.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(address.getHost(), port));
    }

    private static Authenticator authenticator(String user) {
        String[] parts = user.split(":", 2);
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return getRequestorType() == RequestorType.PROXY
                        ? new PasswordAuthentication(parts[0], parts[1].toCharArray())
                        : null;
            }
        };
    }
}
