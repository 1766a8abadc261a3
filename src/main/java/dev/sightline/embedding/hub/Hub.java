package dev.sightline.embedding.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/// The site that models are published on, or a mirror of it.
final class Hub {

    private static final int HOPS = 10;
    private static final int UNSATISFIABLE = 416;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<Integer> BUSY = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private static final String OTHER_WAYS =
            " A mirror is named by sightline.hub.url. Without a network, get the files elsewhere and name their"
                    + " directory by SIGHTLINE_MODEL_DIR.";

    private final URI url;
    private final Proxies proxies;
    private final Duration connectTimeout;
    private final Duration stallTimeout;

    Hub(URI url, Proxies proxies, Duration connectTimeout, Duration stallTimeout) {
        this.url = url;
        this.proxies = proxies;
        this.connectTimeout = connectTimeout;
        this.stallTimeout = stallTimeout;
    }

    URI url() {
        return url;
    }

    /// The bytes of a file, from a place on, which may be before the one that was asked for.
    record Body(URI address, long from, InputStream in, HttpURLConnection connection) implements AutoCloseable {

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    /// Opens a file. On a virtual thread, an interruption ends the transfer at once.
    ///
    /// @param from the first byte that is wanted
    /// @return empty if the hub has nothing from there on
    Optional<Body> open(ModelEntry entry, ModelFile file, long from) throws FetchException {
        URI address = URI.create("%s/%s/resolve/%s/%s"
                .formatted(url.toString().replaceAll("/+$", ""), entry.repository(), entry.revision(), file.path()));
        for (int hop = 0; hop <= HOPS; hop++) {
            var connection = request(address, from);
            try {
                int status = connection.getResponseCode();
                if (!REDIRECTS.contains(status)) {
                    return body(status, connection, address, file, from);
                }
                address = redirected(address, connection.getHeaderField("Location"));
            } catch (IOException e) {
                throw failed(address, e);
            }
            connection.disconnect();
        }
        throw FetchException.lasting(
                "hub-redirects",
                "%s sends us from one address to the next without end.%s".formatted(url.getHost(), OTHER_WAYS),
                null);
    }

    private HttpURLConnection request(URI address, long from) throws FetchException {
        Proxy proxy = proxies.to(address);
        try {
            var connection = (HttpURLConnection) address.toURL().openConnection(proxy);
            proxies.authenticator(address).ifPresent(connection::setAuthenticator);
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout(Math.toIntExact(connectTimeout.toMillis()));
            connection.setReadTimeout(Math.toIntExact(stallTimeout.toMillis()));
            connection.setRequestProperty("User-Agent", "Sightline");
            connection.setRequestProperty("Accept", "*/*");
            // A compressed answer has no ranges of the file.
            connection.setRequestProperty("Accept-Encoding", "identity");
            if (from > 0) {
                connection.setRequestProperty("Range", "bytes=%d-".formatted(from));
            }
            return connection;
        } catch (IOException e) {
            throw failed(address, e);
        }
    }

    /// Files lie elsewhere than where they are asked for, often on another host.
    URI redirected(URI from, String location) throws FetchException {
        try {
            URI to = from.resolve(new URI(String.valueOf(location)));
            boolean http = "http".equals(to.getScheme()) && !"https".equals(url.getScheme());
            if (location != null
                    && !location.isBlank()
                    && to.getHost() != null
                    && ("https".equals(to.getScheme()) || http)) {
                return to;
            }
        } catch (URISyntaxException e) {
            // Told in the same words as an address that must not be followed.
        }
        throw FetchException.lasting(
                "hub-redirects",
                "%s sends us to an address that is not safe to follow.%s".formatted(from.getHost(), OTHER_WAYS),
                null);
    }

    private Optional<Body> body(int status, HttpURLConnection connection, URI address, ModelFile file, long from)
            throws FetchException, IOException {
        return switch (status) {
            case 200 -> {
                checkSize(connection.getContentLengthLong(), connection, file);
                yield Optional.of(new Body(address, 0, connection.getInputStream(), connection));
            }
            case 206 -> {
                checkRange(from, connection, file);
                yield Optional.of(new Body(address, from, connection.getInputStream(), connection));
            }
            case UNSATISFIABLE -> {
                connection.disconnect();
                yield Optional.empty();
            }
            default -> throw refused(status, connection, address);
        };
    }

    private static void checkSize(long stated, HttpURLConnection connection, ModelFile file) throws FetchException {
        if (stated > file.bytes()) {
            connection.disconnect();
            throw wrongSize(file, "%d".formatted(stated));
        }
    }

    private static void checkRange(long asked, HttpURLConnection connection, ModelFile file) throws FetchException {
        var range = RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
        if (!range.matches() || Long.parseLong(range.group(1)) != asked) {
            connection.disconnect();
            throw FetchException.passing(
                    "hub-failed", "The hub answered with another part of %s.".formatted(file.path()), null);
        }
        if (!range.group(2).equals("*")) {
            checkSize(Long.parseLong(range.group(2)), connection, file);
        }
    }

    /// @param bytes how many there are: a number, `more` or `fewer`
    static FetchException wrongSize(ModelFile file, String bytes) {
        return FetchException.lasting(
                "wrong-size",
                "%s has %s bytes at the hub and %d in the catalogue: it is not the file that was asked for.%s"
                        .formatted(file.path(), bytes, file.bytes(), OTHER_WAYS),
                null);
    }

    FetchException cut(ModelFile file) {
        return FetchException.passing(
                "connection-lost",
                "The connection to %s was lost before the end of %s. What has come is kept."
                        .formatted(url.getHost(), file.path()),
                null);
    }

    static FetchException wrongBytes(ModelFile file) {
        return FetchException.lasting(
                "wrong-bytes",
                "What came from the hub as %s is not the file that the catalogue names (its SHA-256 differs), twice.%s"
                        .formatted(file.path(), OTHER_WAYS),
                null);
    }

    private static FetchException refused(int status, HttpURLConnection connection, URI address) {
        connection.disconnect();
        String host = address.getHost();
        if (BUSY.contains(status)) {
            return FetchException.busy(
                    "hub-busy", "%s is busy or failing (status %d).".formatted(host, status), pause(connection));
        }
        return switch (status) {
            case 404, 410 ->
                FetchException.lasting(
                        "not-found",
                        "%s has no %s (status %d). Is sightline.hub.url right?%s"
                                .formatted(host, address.getPath(), status, OTHER_WAYS),
                        null);
            case 407 ->
                FetchException.lasting(
                        "proxy-refused",
                        "The proxy wants a name and password. Put them into HTTPS_PROXY, or HTTP_PROXY.",
                        null);
            default ->
                FetchException.lasting(
                        "hub-refused",
                        "%s refuses %s (status %d).%s".formatted(host, address.getPath(), status, OTHER_WAYS),
                        null);
        };
    }

    private static Duration pause(HttpURLConnection connection) {
        String seconds = String.valueOf(connection.getHeaderField("Retry-After"));
        var asked = seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }

    /// What a lost connection means.
    FetchException failed(URI address, IOException failure) {
        String host = address.getHost();
        return switch (failure) {
            case UnknownHostException _ ->
                FetchException.passing(
                        "hub-unreachable",
                        "%s is not known to this machine's network. Is there a network, or a proxy to name by HTTPS_PROXY?%s"
                                .formatted(failure.getMessage(), OTHER_WAYS),
                        failure);
            case ConnectException _, NoRouteToHostException _ -> unreachable(host, failure);
            case SocketTimeoutException e when e.getMessage().startsWith("Connect") -> unreachable(host, failure);
            case SocketTimeoutException _ -> stalled(host, failure);
            case SSLException _ ->
                FetchException.lasting(
                        "hub-untrusted",
                        "%s cannot be trusted (%s). If a proxy of yours opens connections, Java has to trust it.%s"
                                .formatted(host, failure.getMessage(), OTHER_WAYS),
                        failure);
            default ->
                FetchException.passing(
                        "connection-lost",
                        "The connection to %s was lost (%s). What has come is kept."
                                .formatted(host, failure.getMessage()),
                        failure);
        };
    }

    private static FetchException unreachable(String host, IOException failure) {
        return FetchException.passing(
                "hub-unreachable",
                "%s cannot be reached (%s). Is there a network, or a proxy to name by HTTPS_PROXY?%s"
                        .formatted(host, failure.getMessage(), OTHER_WAYS),
                failure);
    }

    private FetchException stalled(String host, IOException failure) {
        return FetchException.passing(
                "hub-stalled",
                "%s sent nothing for %d seconds.%s".formatted(host, stallTimeout.toSeconds(), OTHER_WAYS),
                failure);
    }
}
