package dev.sightline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.Signature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Leave for a browser to store or fetch one object by itself, signed for the public endpoint.
///
/// The links to fetch are signed at the full hour and hold for two: within an hour an object has one URL, so that the
/// browser's cache holds, and each has at least one hour left.
@ApplicationScoped
public class Presigner {

    private static final Duration LINK_LIFE = Duration.ofHours(2);
    private static final String CACHE = "private, max-age=3600, immutable";

    private final StorageConfig config;
    private final S3Connection s3;
    private final Clock clock;

    @Inject
    Presigner(StorageConfig config, S3Connection s3) {
        this(config, s3, Clock.systemUTC());
    }

    Presigner(StorageConfig config, S3Connection s3, Clock clock) {
        this.config = config;
        this.s3 = s3;
        this.clock = clock;
    }

    /// Leave to store exactly this key with exactly this media type.
    ///
    /// @param minimum of the object's size in bytes, inclusive
    /// @param maximum of the object's size in bytes, inclusive
    /// @param life    for which it holds; less if the credentials end sooner
    public PresignedPost post(String key, String mediaType, long minimum, long maximum, Duration life) {
        AwsCredentials credentials = s3.credentials();
        Instant now = clock.instant();
        Signature signature = signature(credentials, now);

        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("key", key);
        fields.put("Content-Type", mediaType);
        fields.put("success_action_status", "201");
        fields.put("x-amz-algorithm", Signature.ALGORITHM);
        fields.put("x-amz-credential", signature.credential());
        fields.put("x-amz-date", signature.date());
        sessionToken(credentials).ifPresent(token -> fields.put("x-amz-security-token", token));

        String policy = policy(fields, minimum, maximum, end(now.plus(life), credentials));
        fields.put("policy", policy);
        fields.put("x-amz-signature", signature.of(policy));
        return new PresignedPost(s3.publicBucket(), fields);
    }

    /// A link that shows the object.
    public URI get(String key) {
        return link(key, Map.of("response-cache-control", CACHE));
    }

    /// A link that saves the object under a name of its own.
    public URI download(String key, String fileName) {
        return link(key, Map.of("response-content-disposition", attachment(fileName)));
    }

    private String policy(Map<String, String> fields, long minimum, long maximum, Instant end) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("expiration", end.truncatedTo(ChronoUnit.SECONDS).toString());
        ArrayNode conditions = policy.putArray("conditions");
        conditions.addObject().put("bucket", config.bucket());
        fields.forEach((name, value) -> conditions.addObject().put(name, value));
        conditions.addArray().add("content-length-range").add(minimum).add(maximum);
        return Base64.getEncoder().encodeToString(policy.toString().getBytes(UTF_8));
    }

    private static Instant end(Instant wanted, AwsCredentials credentials) {
        return credentials.expirationTime().filter(wanted::isAfter).orElse(wanted);
    }

    private URI link(String key, Map<String, String> overrides) {
        AwsCredentials credentials = s3.credentials();
        Signature signature = signature(credentials, clock.instant().truncatedTo(ChronoUnit.HOURS));
        URI object = URI.create(s3.publicBucket() + "/" + path(key));

        SortedMap<String, String> query = new TreeMap<>(overrides);
        query.put("X-Amz-Algorithm", Signature.ALGORITHM);
        query.put("X-Amz-Credential", signature.credential());
        query.put("X-Amz-Date", signature.date());
        query.put("X-Amz-Expires", String.valueOf(LINK_LIFE.toSeconds()));
        query.put("X-Amz-SignedHeaders", "host");
        sessionToken(credentials).ifPresent(token -> query.put("X-Amz-Security-Token", token));

        String encoded = query.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(joining("&"));
        String request = String.join(
                "\n",
                "GET",
                object.getRawPath(),
                encoded,
                "host:" + object.getRawAuthority(),
                "",
                "host",
                "UNSIGNED-PAYLOAD");
        return URI.create(object + "?" + encoded + "&X-Amz-Signature=" + signature.ofRequest(request));
    }

    private Signature signature(AwsCredentials credentials, Instant at) {
        return new Signature(credentials.accessKeyId(), credentials.secretAccessKey(), config.region(), "s3", at);
    }

    private static Optional<String> sessionToken(AwsCredentials credentials) {
        return credentials instanceof AwsSessionCredentials session
                ? Optional.of(session.sessionToken())
                : Optional.empty();
    }

    /// RFC 6266: a plain name for the oldest readers, the true one (RFC 5987) for all others.
    private static String attachment(String fileName) {
        String plain = fileName.codePoints()
                .mapToObj(c -> c < ' ' || c > '~' || c == '"' || c == '\\' || c == '%' ? "_" : Character.toString(c))
                .collect(joining());
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encode(fileName);
    }

    private static String path(String key) {
        return Stream.of(key.split("/", -1)).map(Presigner::encode).collect(Collectors.joining("/"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
