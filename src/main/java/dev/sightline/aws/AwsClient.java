package dev.sightline.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/// Signs requests to the services of AWS, sends them, and tells refusals apart: those that pass, and those that do not.
/// It tries nothing twice; who asks knows how long they can wait.
public final class AwsClient {

    private static final Logger LOG = Logger.getLogger(AwsClient.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// What the services call it when the same may be asked again.
    private static final Set<String> PASSING = Set.of(
            "RequestTimeout",
            "RequestTimeoutException",
            "ModelErrorException",
            "ModelNotReadyException",
            "ModelTimeoutException",
            "ServiceUnavailable",
            "ServiceUnavailableException",
            "InternalFailure",
            "InternalServerException");

    private static final Pattern XML_CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern XML_MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final Supplier<AwsCredentials> credentials;
    private final String region;
    private final InstantSource clock;

    public AwsClient(AwsAccess access, String region) {
        this(access::credentials, region, InstantSource.system());
    }

    AwsClient(Supplier<AwsCredentials> credentials, String region, InstantSource clock) {
        this.credentials = credentials;
        this.region = region;
        this.clock = clock;
    }

    /// @param patience for all of it: connecting, sending, answering
    /// @return the body of the answer, empty if it has none
    /// @throws AwsException if there is no answer in time, or a refusal
    public String send(AwsRequest request, Duration patience) {
        var answer = exchange(request, patience);
        if (answer.statusCode() >= 300) {
            throw refusal(request, answer);
        }
        return answer.body();
    }

    /// What a service said, whatever that is.
    public record Answer(int status, String body) {}

    /// As [#send], for services whose refusals are for the caller to tell apart.
    ///
    /// @throws AwsException if there is no answer in time
    public Answer ask(AwsRequest request, Duration patience) {
        var answer = exchange(request, patience);
        return new Answer(answer.statusCode(), answer.body());
    }

    private HttpResponse<String> exchange(AwsRequest request, Duration patience) {
        var answer = http.sendAsync(signed(request), BodyHandlers.ofString(UTF_8));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unanswered(request, "did not answer within %d ms".formatted(patience.toMillis()), e);
        } catch (ExecutionException e) {
            throw unanswered(request, "was not reached (%s)".formatted(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unanswered(request, "was not waited for", e);
        }
    }

    private static AwsException unanswered(AwsRequest request, String what, Throwable cause) {
        return new AwsException(
                "NoAnswer", "%s %s: %s.".formatted(request.uri().getHost(), what, request.action()), true, cause);
    }

    private HttpRequest signed(AwsRequest request) {
        var key = credentials.get();
        var signature =
                new Signature(key.accessKeyId(), key.secretAccessKey(), region, request.service(), clock.instant());
        var headers = new TreeMap<>(request.headers());
        headers.put("host", request.uri().getRawAuthority());
        headers.put("x-amz-date", signature.date());
        headers.put("x-amz-content-sha256", request.payload().sha256());
        if (key instanceof AwsSessionCredentials session) {
            headers.put("x-amz-security-token", session.sessionToken());
        }
        var names = String.join(";", headers.keySet());
        var canonical = String.join(
                "\n",
                request.method(),
                path(request),
                Optional.ofNullable(request.uri().getRawQuery()).orElse(""),
                headers.entrySet().stream()
                        .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
                        .collect(Collectors.joining()),
                names,
                request.payload().sha256());
        var built = HttpRequest.newBuilder(request.uri())
                .method(request.method(), request.payload().body());
        headers.remove("host");
        headers.forEach(built::header);
        return built.header(
                        "authorization",
                        "%s Credential=%s, SignedHeaders=%s, Signature=%s"
                                .formatted(
                                        Signature.ALGORITHM,
                                        signature.credential(),
                                        names,
                                        signature.ofRequest(canonical)))
                .build();
    }

    /// The path as it is signed: all services but S3 want it encoded once more than it is sent.
    private static String path(AwsRequest request) {
        var path = request.uri().getRawPath();
        return request.service().equals("s3") ? path : path.replace("%", "%25");
    }

    private AwsException refusal(AwsRequest request, HttpResponse<String> answer) {
        var body = json(answer.body());
        var code = answer.headers()
                .firstValue("x-amzn-errortype")
                .or(() -> text(body, "__type"))
                .map(AwsClient::plain)
                .or(() -> first(XML_CODE, answer.body()))
                .orElse("HTTP " + answer.statusCode());
        var message = text(body, "message")
                .or(() -> text(body, "Message"))
                .or(() -> first(XML_MESSAGE, answer.body()))
                .orElse("it does not say why");
        return new AwsException(
                code,
                "%s refuses %s: %s (%s)%s"
                        .formatted(
                                request.uri().getHost(),
                                request.action(),
                                message.strip().replaceAll("\\.$", ""),
                                code,
                                advice(request, code)),
                isPassing(answer.statusCode(), code)
                        || isPassing(body.path("OriginalStatusCode").asInt(), code),
                answer.headers().firstValue("retry-after").map(this::pause).orElse(null),
                null);
    }

    /// @param status of the service, or of what it passes on
    private static boolean isPassing(int status, String code) {
        return status >= 500 || status == 429 || PASSING.contains(code);
    }

    /// A `Retry-After`: seconds, or a date.
    private Duration pause(String retryAfter) {
        try {
            return retryAfter.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.between(
                            clock.instant(), DateTimeFormatter.RFC_1123_DATE_TIME.parse(retryAfter, Instant::from));
        } catch (DateTimeParseException e) {
            LOG.debugf("Retry-After is no time: %s", retryAfter);
            return null;
        }
    }

    private static String advice(AwsRequest request, String code) {
        return switch (code) {
            case "AccessDeniedException", "AccessDenied" ->
                ". Allow %s:%s to the credentials that Sightline uses.".formatted(request.service(), request.action());
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "ExpiredTokenException",
                    "ExpiredToken" -> ". Check the credentials, sightline.aws.region, and the clock of this machine.";
            default -> ".";
        };
    }

    /// `com.amazonaws.personalize#InvalidInputException:http://…` without what is around it.
    private static String plain(String type) {
        return type.replaceFirst(".*#", "").replaceFirst(":.*", "");
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).asText(null));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
