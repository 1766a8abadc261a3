package dev.sightline.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class AwsClientTest {

    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String REGION = "eu-central-1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private HttpServer server;
    private volatile String service;
    private volatile int status = 200;
    private volatile String errorType;
    private volatile String retryAfter;
    private volatile String answer = "{\"schemaArn\":\"arn\"}";
    private volatile boolean silent;
    private volatile String received;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    @AfterEach
    void stop() {
        ended.countDown();
        server.stop(0);
        assertThat(wrong).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            received = new String(body, UTF_8);
            SignatureCheck.wrong(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI(),
                            exchange.getRequestHeaders(),
                            body,
                            service,
                            REGION,
                            KEY,
                            SECRET)
                    .ifPresent(wrong::add);
            if (silent) {
                await();
            }
            if (retryAfter != null) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            if (errorType != null) {
                exchange.getResponseHeaders().set("x-amzn-ErrorType", errorType);
            }
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private void await() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void signsWhatItSends() {
        service = "personalize";

        assertThat(client().send(operation("{\"name\":\"größe\"}"), PATIENCE)).isEqualTo(answer);
        assertThat(received).isEqualTo("{\"name\":\"größe\"}");
    }

    @Test
    void signsTheTokenOfARole() {
        service = "personalize";
        var client = new AwsClient(
                () -> AwsSessionCredentials.create(KEY, SECRET, "the-token"), REGION, InstantSource.system());

        assertThat(client.send(operation("{}"), PATIENCE)).isEqualTo(answer);
    }

    @Test
    void signsFiles(@TempDir Path directory) throws IOException {
        service = "s3";
        answer = "";
        var file = Files.writeString(directory.resolve("a.csv"), "USER_ID\n1\n");

        client().send(AwsRequest.put(url().resolve("/bucket/folder/a.csv"), file, "text/csv"), PATIENCE);

        assertThat(received).isEqualTo("USER_ID\n1\n");
        client().send(AwsRequest.delete(url().resolve("/bucket/folder/a.csv")), PATIENCE);
    }

    @Test
    void tellsWhatPassesFromWhatDoesNot() {
        service = "personalize";
        status = 400;
        answer = """
                {"__type":"com.amazonaws.personalize#ThrottlingException","message":"Rate exceeded"}""";
        assertThat(refusal().isPassing()).isTrue();
        assertThat(refusal().is("ThrottlingException")).isTrue();

        answer = """
                {"__type":"AccessDeniedException","Message":"User is not authorized"}""";
        assertThat(refusal().isPassing()).isFalse();
        assertThat(refusal())
                .hasMessage("localhost refuses CreateSchema: User is not authorized (AccessDeniedException). Allow"
                        + " personalize:CreateSchema to the credentials that Sightline uses.");

        errorType = "ResourceNotFoundException:http://internal.amazon.com/";
        answer = "{\"message\":\"No such thing.\"}";
        assertThat(refusal()).hasMessage("localhost refuses CreateSchema: No such thing (ResourceNotFoundException).");

        errorType = null;
        answer = "<Error><Code>NoSuchBucket</Code><Message>There is none</Message></Error>";
        assertThat(refusal().is("NoSuchBucket")).isTrue();

        answer = "not JSON";
        assertThat(refusal()).hasMessage("localhost refuses CreateSchema: it does not say why (HTTP 400).");
        status = 503;
        assertThat(refusal().isPassing()).isTrue();
    }

    @Test
    void saysHowLongTheServiceWantsToBeLeftAlone() {
        service = "personalize";
        status = 429;
        assertThat(refusal().retryAfter()).isEmpty();

        retryAfter = "7";
        assertThat(refusal().retryAfter()).hasValue(Duration.ofSeconds(7));
        retryAfter = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        assertThat(refusal().retryAfter().orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        retryAfter = "soon";
        assertThat(refusal().retryAfter()).isEmpty();
    }

    @Test
    void whatAServicePassesOnCountsToo() {
        service = "personalize";
        status = 424;
        answer = """
                {"Message":"Received server error (500) from primary","OriginalStatusCode":500}""";
        assertThat(refusal().isPassing()).isTrue();

        answer = """
                {"Message":"Received client error (400) from primary","OriginalStatusCode":400}""";
        assertThat(refusal().isPassing()).isFalse();
    }

    @Test
    void signsAPathThatIsEncoded() {
        service = "bedrock";

        var request = AwsRequest.post("bedrock", "InvokeModel", url().resolve("/model/some.model-v1%3A0/invoke"), "{}");

        assertThat(client().send(request, PATIENCE)).isEqualTo(answer);
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        service = "personalize";
        silent = true;

        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> client().send(operation("{}"), Duration.ofMillis(150)))
                .withMessage("localhost did not answer within 150 ms: CreateSchema.")
                .matches(AwsException::isPassing);
    }

    @Test
    void aServiceThatIsNotThereMayComeBack() {
        server.stop(0);

        assertThat(refusal().isPassing()).isTrue();
        assertThat(refusal()).hasMessageContaining("was not reached");
    }

    private AwsException refusal() {
        try {
            client().send(operation("{}"), PATIENCE);
        } catch (AwsException e) {
            return e;
        }
        throw new AssertionError("it was not refused");
    }

    private AwsRequest operation(String json) {
        return AwsRequest.operation("personalize", url(), "AmazonPersonalize", "CreateSchema", json);
    }

    private URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private static AwsClient client() {
        return new AwsClient(() -> AwsBasicCredentials.create(KEY, SECRET), REGION, InstantSource.system());
    }
}
