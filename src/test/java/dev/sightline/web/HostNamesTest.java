package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {

    private static final int PORT = 8080;

    private final HostNames names = new HostNames(
            () -> Optional.of(Set.of("photos.example.org", " Named.example.org:8443", "plain.example.org:80")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "[::1]:8080",
                "photos.example.org",
                "Photos.Example.org:1234",
                "named.example.org:8443",
                "plain.example.org"
            })
    void areOurs(String host) {
        assertThat(names.areOurs(authority(host), false, PORT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost",
                "localhost:1",
                "localhost.evil.example:8080",
                "127.0.0.2:8080",
                "named.example.org",
                "named.example.org:8080",
                "xphotos.example.org",
                "photos.example.org.evil.example"
            })
    void areNotOurs(String host) {
        assertThat(names.areOurs(authority(host), false, PORT)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"80, false", "443, true"})
    void haveTheUsualPortWhereNoneIsNamed(int port, boolean isSecure) {
        assertThat(names.areOurs(authority("localhost"), isSecure, port)).isTrue();
        assertThat(names.areOurs(authority("localhost"), !isSecure, port)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080, true",
        "https://photos.example.org, photos.example.org, true",
        "https://Photos.example.org, photos.example.org, true",
        "https://photos.example.org:444, photos.example.org, false",
        "http://localhost:1, localhost:8080, false",
        "http://127.0.0.1:8080, localhost:8080, false",
        "localhost:8080, localhost:8080, false",
        "ftp://localhost:8080, localhost:8080, false",
        "http://localhost:8080.evil.example, localhost:8080, false",
        "null, localhost:8080, false",
    })
    void tellWhetherAnOriginIsOurOwn(String origin, String host, boolean isOwn) {
        assertThat(HostNames.isOrigin(origin, authority(host))).isEqualTo(isOwn);
    }

    private static HostAndPort authority(String host) {
        return HostAndPort.parseAuthority(host, -1);
    }
}
