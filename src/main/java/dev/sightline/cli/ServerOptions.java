package dev.sightline.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// Which server a command asks, and in what form it tells the answer.
final class ServerOptions {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:SIGHTLINE_SERVER:-http://localhost:8080}",
            converter = Address.class,
            showDefaultValue = Visibility.NEVER,
            description = {
                "The server to ask. Without: SIGHTLINE_SERVER, or",
                "http://localhost:8080. SIGHTLINE_TOKEN is sent to",
                "it as a bearer token, if it is set."
            })
    private URI server;

    @Option(names = "--json", description = "Answer in JSON, for scripts.")
    private boolean json;

    URI server() {
        return server;
    }

    boolean json() {
        return json;
    }

    /// @param attempts how often a request is sent before it is given up
    Api api(int attempts) {
        return new Api(server, Optional.ofNullable(System.getenv("SIGHTLINE_TOKEN")), http(), attempts);
    }

    static HttpClient http() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    static final class Address implements ITypeConverter<URI> {

        @Override
        public URI convert(String value) {
            try {
                URI address = new URI(value.replaceAll("/+$", ""));
                if (address.getHost() != null && address.toString().matches("https?://.*")) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // Told in the same words as what is an address, but of something else.
            }
            throw new TypeConversionException("'" + value + "' is not an address such as http://localhost:8080");
        }
    }
}
