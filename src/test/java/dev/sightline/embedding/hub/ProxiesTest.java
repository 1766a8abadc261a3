package dev.sightline.embedding.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {

    private static final URI HUB = URI.create("https://hub.example.org/a");

    @AfterEach
    void forget() {
        System.clearProperty("https.proxyHost");
        System.clearProperty("https.proxyPort");
    }

    @Test
    void isNoneUnlessOneIsNamed() {
        assertThat(to(HUB, Map.of())).isEqualTo("none");
        assertThat(to(HUB, Map.of("HTTP_PROXY", "http://proxy:3128", "HTTPS_PROXY", " ")))
                .isEqualTo("none");
    }

    @Test
    void isThatOfTheScheme() {
        var environment = Map.of("HTTP_PROXY", "http://plain:3128", "https_proxy", "http://safe:3129/");

        assertThat(to(HUB, environment)).isEqualTo("HTTP safe:3129");
        assertThat(to(URI.create("http://hub.example.org/a"), environment)).isEqualTo("HTTP plain:3128");
        assertThat(to(HUB, Map.of("ALL_PROXY", "socks5://any"))).isEqualTo("SOCKS any:1080");
        assertThat(to(HUB, Map.of("HTTPS_PROXY", "proxy"))).isEqualTo("HTTP proxy:80");
    }

    @Test
    void isThatOfJavaBeforeThatOfTheEnvironment() {
        System.setProperty("https.proxyHost", "java");
        System.setProperty("https.proxyPort", "1234");

        assertThat(to(HUB, Map.of("HTTPS_PROXY", "environment"))).isEqualTo("HTTP java:1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "hub.example.org", "example.org", ".example.org", "*.example.org", "other, Example.ORG:443"
            })
    void isNoneForWhatIsExempt(String exempt) {
        assertThat(to(HUB, Map.of("HTTPS_PROXY", "proxy", "NO_PROXY", exempt))).isEqualTo("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ample.org", "b.example.org", "example.org:8443", "hub.example"})
    void isThereForWhatOnlyLooksExempt(String exempt) {
        assertThat(to(HUB, Map.of("HTTPS_PROXY", "proxy", "no_proxy", exempt))).isEqualTo("HTTP proxy:80");
    }

    @Test
    void isNoneForThisMachine() {
        assertThat(to(URI.create("http://127.0.0.1:8000/a"), Map.of("HTTP_PROXY", "proxy")))
                .isEqualTo("none");
    }

    private static String to(URI address, Map<String, String> environment) {
        var proxy = new Proxies(environment).to(address);
        return proxy.type() == Proxy.Type.DIRECT
                ? "none"
                : "%s %s:%d"
                        .formatted(
                                proxy.type(),
                                ((InetSocketAddress) proxy.address()).getHostString(),
                                ((InetSocketAddress) proxy.address()).getPort());
    }
}
