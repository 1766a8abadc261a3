package dev.sightline.aws;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// Whether a request is signed as AWS wants it, by what AWS's own signer makes of the same request.
public final class SignatureCheck {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=(\\S+), SignedHeaders=([a-z0-9;-]+), Signature=[0-9a-f]{64}");
    private static final Duration SKEW = Duration.ofMinutes(5);

    private SignatureCheck() {}

    /// What is wrong with it, or nothing.
    public static Optional<String> wrong(
            String method,
            URI path,
            Headers headers,
            byte[] body,
            String service,
            String region,
            String accessKey,
            String secretKey) {
        var given = headers.getFirst("Authorization");
        var parsed = AUTHORIZATION.matcher(given == null ? "" : given);
        if (!parsed.matches()) {
            return Optional.of("no signature of version 4: " + given);
        }
        var at = Instant.from(DATE.parse(headers.getFirst("X-Amz-Date")));
        if (Duration.between(at, Instant.now()).abs().compareTo(SKEW) > 0) {
            return Optional.of("signed at " + at);
        }
        var request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.fromValue(method))
                .uri(URI.create("http://" + headers.getFirst("Host")).resolve(path));
        for (var name : parsed.group(2).split(";")) {
            if (!name.equals("host")) {
                request.putHeader(name, headers.get(name));
            }
        }
        var expected = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(AwsCredentialsIdentity.create(accessKey, secretKey))
                        .request(request.build())
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)))
                .request()
                .firstMatchingHeader("Authorization")
                .orElseThrow();
        return expected.equals(given) ? Optional.empty() : Optional.of("%s instead of %s".formatted(given, expected));
    }
}
