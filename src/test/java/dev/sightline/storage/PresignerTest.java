package dev.sightline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.testing.Servers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class PresignerTest {

    private static final Duration LIFE = Duration.ofMinutes(15);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String PAGE = "http://localhost:8080";

    private final ObjectStore store = Storage.store(Servers.settings());
    private final Presigner presigner = presigner(Clock.systemUTC());
    private final String key = Keys.original(UUID.randomUUID());

    // Storing

    @Test
    void aFormStoresWhatItIsLeaveFor() throws Exception {
        HttpResponse<String> answer = send(presigner.post(key, "image/png", 1, 9, LIFE), "a picture");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(PAGE);
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(store.get(key)).isEqualTo("a picture".getBytes(UTF_8));
        assertThat(store.head(key)).hasValueSatisfying(object -> {
            assertThat(object.mediaType()).isEqualTo("image/png");
            assertThat(answer.headers().firstValue("ETag")).contains("\"" + object.etag() + "\"");
        });
    }

    @Test
    void aFormStoresNothingElse() throws Exception {
        PresignedPost post = presigner.post(key, "image/png", 2, 9, LIFE);

        assertRefused(403, but(post, "key", Keys.original(UUID.randomUUID())), "a picture");
        assertRefused(403, but(post, "Content-Type", "text/html"), "a picture");
        assertRefused(403, but(post, "success_action_redirect", "http://elsewhere.example/"), "a picture");
        assertRefused(400, post, "a picture too many");
        assertRefused(400, post, "a");
        assertRefused(403, but(post, "policy", widened(post.fields().get("policy"))), "a picture too many");
        assertRefused(403, but(post, "x-amz-signature", "0".repeat(64)), "a picture");
        assertRefused(
                403,
                presigner(Clock.offset(Clock.systemUTC(), LIFE.negated())).post(key, "image/png", 2, 9, LIFE),
                "a picture");
        assertRefused(403, new PresignedPost(URI.create(post.url() + "s"), post.fields()), "a picture");
        assertThat(store.head(key)).isEmpty();
    }

    @Test
    void onlyThePagesMayAsk() throws Exception {
        URI bucket = presigner.post(key, "image/png", 1, 9, LIFE).url();

        assertThat(preflight(bucket, PAGE).statusCode()).isEqualTo(200);
        assertThat(preflight(bucket, PAGE)
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("POST");
        assertThat(preflight(bucket, "http://elsewhere.example").statusCode()).isEqualTo(403);
        assertThat(preflight(bucket, "http://localhost.elsewhere.example:8080").statusCode())
                .isEqualTo(403);
    }

    @Test
    void theTokenOfARoleIsInFormAndPolicyAndItsEndIsTheEnd() {
        Instant now = Instant.parse("2026-11-21T10:20:30Z");
        AwsCredentials role = AwsSessionCredentials.builder()
                .accessKeyId("key")
                .secretAccessKey("secret")
                .sessionToken("a token/+=")
                .expirationTime(now.plusSeconds(60))
                .build();
        Presigner ofRole = presigner(Clock.fixed(now, ZoneOffset.UTC), role);

        PresignedPost post = ofRole.post(key, "image/png", 1, 9, LIFE);

        assertThat(post.fields()).containsEntry("x-amz-security-token", "a token/+=");
        assertThat(decoded(post.fields().get("policy")))
                .contains("{\"x-amz-security-token\":\"a token/+=\"}")
                .contains("\"expiration\":\"2026-11-21T10:21:30Z\"");
        assertThat(ofRole.get(key).getRawQuery()).contains("X-Amz-Security-Token=a%20token%2F%2B%3D");
    }

    @Test
    void namesThatNeedCareInJsonKeepThePolicyWhole() throws Exception {
        String strange = "others/" + UUID.randomUUID() + "/\"}],\\ ž.png";

        assertThat(send(presigner.post(strange, "image/png", 1, 9, LIFE), "a picture")
                        .statusCode())
                .isEqualTo(201);
        assertThat(store.get(strange)).isEqualTo("a picture".getBytes(UTF_8));
    }

    // Fetching

    @Test
    void aLinkShowsItsObjectAndNoOther() throws Exception {
        store.put(key, "a picture".getBytes(UTF_8), "image/png");
        URI link = presigner.get(key);

        HttpResponse<String> answer = fetch(link);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("a picture");
        assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("private, max-age=3600, immutable");

        assertThat(fetch(URI.create(link.toString().replace(key, Keys.original(UUID.randomUUID()))))
                        .statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(link.toString().replace("Expires=7200", "Expires=7201")))
                        .statusCode())
                .isEqualTo(403);
        assertThat(fetch(URI.create(link.toString().replaceAll("\\?.*", ""))).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aLinkHoldsForAtLeastAnHourAndEndsAfterTwo() throws Exception {
        store.put(key, "a picture".getBytes(UTF_8), "image/png");

        assertThat(fetch(presigner(ago(Duration.ofMinutes(59))).get(key)).statusCode())
                .isEqualTo(200);
        assertThat(fetch(presigner(ago(Duration.ofMinutes(121))).get(key)).statusCode())
                .isEqualTo(403);
    }

    @Test
    void withinAnHourALinkIsTheSame() {
        URI early = presigner(at("2026-11-21T10:00:00Z")).get(key);

        assertThat(presigner(at("2026-11-21T10:59:59Z")).get(key)).isEqualTo(early);
        assertThat(presigner(at("2026-11-21T11:00:00Z")).get(key)).isNotEqualTo(early);
    }

    @Test
    void aDownloadHasANameOfItsOwn() throws Exception {
        store.put(key, "a picture".getBytes(UTF_8), "image/png");

        HttpResponse<String> answer = fetch(presigner.download(key, "Žluťoučký \"kůň\" 100%.png"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"_lu_ou_k_ _k___ 100_.png\";"
                        + " filename*=UTF-8''%C5%BDlu%C5%A5ou%C4%8Dk%C3%BD%20%22k%C5%AF%C5%88%22%20100%25.png");
    }

    @Test
    void browsersAreSentToThePublicEndpoint() {
        assertThat(urlWith(Map.of("sightline.storage.public-endpoint", "https://pictures.example/s3/")))
                .hasToString("https://pictures.example/s3/sightline");
        assertThat(urlWith(Map.of(
                        "sightline.storage.public-endpoint", "https://s3.example:8443",
                        "sightline.storage.path-style", "false")))
                .hasToString("https://sightline.s3.example:8443");
    }

    @Test
    void withoutAnEndpointTheBucketIsAtAmazon() {
        Map<String, String> settings = Map.of(
                "sightline.storage.bucket", "pictures",
                "sightline.storage.region", "eu-central-1",
                "sightline.storage.access-key", "key",
                "sightline.storage.secret-key", "secret");
        StorageConfig config = Storage.config(settings);

        URI link = new Presigner(config, new S3Connection(config)).get("originals/a b");

        assertThat(link.toString()).startsWith("https://pictures.s3.eu-central-1.amazonaws.com/originals/a%20b?");
        assertThat(link.getRawQuery()).contains("%2Feu-central-1%2Fs3%2Faws4_request");
    }

    private void assertRefused(int status, PresignedPost post, String content) throws Exception {
        assertThat(send(post, content).statusCode()).isEqualTo(status);
    }

    private static PresignedPost but(PresignedPost post, String field, String value) {
        Map<String, String> fields = new LinkedHashMap<>(post.fields());
        fields.put(field, value);
        return new PresignedPost(post.url(), fields);
    }

    private static String widened(String policy) {
        String wide = decoded(policy).replace("[\"content-length-range\",2,9]", "[\"content-length-range\",2,999]");
        assertThat(wide).contains("999");
        return Base64.getEncoder().encodeToString(wide.getBytes(UTF_8));
    }

    private static String decoded(String policy) {
        return new String(Base64.getDecoder().decode(policy), UTF_8);
    }

    private static URI urlWith(Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(Servers.settings());
        all.putAll(settings);
        StorageConfig config = Storage.config(all);
        return new Presigner(config, new S3Connection(config))
                .post("a", "image/png", 1, 9, LIFE)
                .url();
    }

    private static Presigner presigner(Clock clock) {
        StorageConfig config = Storage.config(Servers.settings());
        return new Presigner(config, new S3Connection(config), clock);
    }

    private static Presigner presigner(Clock clock, AwsCredentials credentials) {
        StorageConfig config = Storage.config(Servers.settings());
        S3Connection connection = new S3Connection(config) {
            @Override
            AwsCredentials credentials() {
                return credentials;
            }
        };
        return new Presigner(config, connection, clock);
    }

    private static Clock ago(Duration duration) {
        return Clock.offset(Clock.systemUTC(), duration.negated());
    }

    private static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    private static HttpResponse<String> fetch(URI link) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(link).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> preflight(URI bucket, String origin) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(bucket)
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", origin)
                        .header("Access-Control-Request-Method", "POST")
                        .build(),
                BodyHandlers.ofString());
    }

    private static HttpResponse<String> send(PresignedPost post, String content) throws Exception {
        String boundary = "----" + UUID.randomUUID();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (var field : post.fields().entrySet()) {
            part(body, boundary, "name=\"" + field.getKey() + "\"", field.getValue());
        }
        part(body, boundary, "name=\"file\"; filename=\"a.png\"", content);
        body.write(("--" + boundary + "--\r\n").getBytes(UTF_8));
        return HTTP.send(
                HttpRequest.newBuilder(post.url())
                        .header("Origin", PAGE)
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static void part(ByteArrayOutputStream body, String boundary, String name, String value)
            throws IOException {
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; " + name + "\r\n\r\n" + value + "\r\n")
                .getBytes(UTF_8));
    }
}
