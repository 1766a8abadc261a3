package dev.sightline.taste.personalize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsConfig;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.AwsRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/// Amazon Personalize and the bucket that it reads, as far as they are used here. Every method throws [AwsException]
/// where they do not do what was asked.
@ApplicationScoped
class Personalize {

    /// What one ranking may have at most.
    static final int MOST_ITEMS = 500;

    /// What one call may put at most.
    static final int MOST_EVENTS = 10;

    private static final String SERVICE = "personalize";
    private static final String INTERFACE = "AmazonPersonalize";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_OF_UPLOAD = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsAccess access;
    private final AwsConfig aws;
    private final PersonalizeConfig config;
    private AwsClient client;

    Personalize(AwsAccess access, AwsConfig aws, PersonalizeConfig config) {
        this.access = access;
        this.aws = aws;
        this.config = config;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    JsonNode call(String operation, ObjectNode request) {
        return read(client().send(
                        AwsRequest.operation(SERVICE, endpoint(SERVICE), INTERFACE, operation, request.toString()),
                        PATIENCE));
    }

    /// What the service says of a thing, or nothing if there is none.
    Optional<JsonNode> describe(Kind kind, String arn) {
        try {
            return Optional.of(call("Describe" + kind.resource(), object().put(kind.arn(), arn))
                    .path(kind.member()));
        } catch (AwsException e) {
            if (e.is("ResourceNotFoundException")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// The score of each item for somebody; the scores of a list add up to 1. Items that the model does not know have
    /// none.
    ///
    /// @param items    [#MOST_ITEMS] at most
    /// @param patience how long to wait for the answer
    Map<String, Double> ranking(String campaign, String user, List<String> items, Duration patience) {
        var request = object().put("campaignArn", campaign).put("userId", user);
        items.forEach(request.putArray("inputList")::add);
        var answer = client().send(
                        AwsRequest.post(
                                SERVICE,
                                "GetPersonalizedRanking",
                                endpoint("personalize-runtime").resolve("/personalize-ranking"),
                                request.toString()),
                        patience);
        var scores = new HashMap<String, Double>();
        for (var item : read(answer).path("personalizedRanking")) {
            if (item.path("score").isNumber()) {
                scores.put(item.path("itemId").asText(), item.path("score").asDouble());
            }
        }
        return scores;
    }

    /// Something that happened.
    ///
    /// @param id so that the service knows it again
    record Event(String id, String type, String item, Instant at) {}

    /// @param events [#MOST_EVENTS] at most
    void put(String trackingId, String user, String session, List<Event> events) {
        var request = object().put("trackingId", trackingId).put("userId", user).put("sessionId", session);
        var list = request.putArray("eventList");
        events.forEach(event -> list.addObject()
                .put("eventId", event.id())
                .put("eventType", event.type())
                .put("itemId", event.item())
                .put("sentAt", event.at().getEpochSecond()));
        client().send(
                        AwsRequest.post(
                                SERVICE,
                                "PutEvents",
                                endpoint("personalize-events").resolve("/events"),
                                request.toString()),
                        PATIENCE);
    }

    /// Where the service finds an object of the bucket: `s3://bucket/key`.
    String address(String name) {
        return "s3://%s/%s/%s".formatted(bucket(), config.prefix(), name);
    }

    /// Stores a CSV file in the bucket.
    void store(String name, Path file) {
        client().send(AwsRequest.put(object(address(name)), file, "text/csv"), PATIENCE_OF_UPLOAD);
    }

    /// @param address of an object
    void delete(String address) {
        client().send(AwsRequest.delete(object(address)), PATIENCE);
    }

    String role() {
        return config.role().orElseThrow(() -> missing("sightline.taste.personalize.role"));
    }

    private String bucket() {
        return config.bucket().orElseThrow(() -> missing("sightline.taste.personalize.bucket"));
    }

    private String region() {
        return aws.region().orElseThrow(() -> missing("sightline.aws.region"));
    }

    private static AwsException missing(String setting) {
        return new AwsException(
                "MissingSetting", "%s is not set. Set it, then start Sightline again.".formatted(setting), false, null);
    }

    private URI object(String address) {
        var service = config.bucketEndpoint().orElseGet(() -> amazon("s3"));
        return service.resolve(address.substring("s3:/".length()));
    }

    private URI endpoint(String host) {
        return config.endpoint().orElseGet(() -> amazon(host));
    }

    private URI amazon(String host) {
        var suffix = Optional.ofNullable(Region.of(region()).metadata())
                .map(region -> region.partition().dnsSuffix())
                .orElse("amazonaws.com");
        return URI.create("https://%s.%s.%s".formatted(host, region(), suffix));
    }

    private synchronized AwsClient client() {
        if (client == null) {
            client = new AwsClient(access, region());
        }
        return client;
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException e) {
            throw new AwsException("NotUnderstood", "Amazon Personalize answers something that is no JSON.", true, e);
        }
    }
}
