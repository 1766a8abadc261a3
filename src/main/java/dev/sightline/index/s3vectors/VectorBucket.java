package dev.sightline.index.s3vectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.AwsRequest;
import dev.sightline.aws.BackOff;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp;
import dev.sightline.index.MissingIndexException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The operations of S3 Vectors on one bucket. What the service puts off is asked again some times.
final class VectorBucket {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int ATTEMPTS = 5;
    private static final BackOff WAIT = new BackOff(Duration.ofMillis(200), Duration.ofSeconds(5));

    private final AwsClient client;
    private final URI endpoint;
    private final String bucket;
    private final Duration reading;
    private final Duration writing;

    VectorBucket(AwsClient client, URI endpoint, String bucket, Duration reading, Duration writing) {
        this.client = client;
        this.endpoint = endpoint;
        this.bucket = bucket;
        this.reading = reading;
        this.writing = writing;
    }

    /// Makes the bucket, unless it is there.
    void make() {
        create("CreateVectorBucket", JSON.createObjectNode().put("vectorBucketName", bucket));
    }

    /// Makes an index, unless there is one of this name.
    void makeIndex(String index, int dimension) {
        var made =
                of(index).put("dataType", "float32").put("dimension", dimension).put("distanceMetric", "cosine");
        // Everything else can be filtered by.
        made.putObject("metadataConfiguration")
                .putArray("nonFilterableMetadataKeys")
                .add("image");
        create("CreateIndex", made);
    }

    /// @return empty if there is none of this name
    Optional<JsonNode> describe(String index) {
        try {
            return Optional.of(read("GetIndex", index, of(index)).path("index"));
        } catch (MissingIndexException e) {
            return Optional.empty();
        }
    }

    /// A request about an index.
    ObjectNode of(String index) {
        return JSON.createObjectNode().put("vectorBucketName", bucket).put("indexName", index);
    }

    /// @throws MissingIndexException if the index is not there
    JsonNode read(String operation, String index, ObjectNode request) {
        return sent(operation, index, request.toString(), reading);
    }

    /// @throws MissingIndexException if the index is not there
    void write(String operation, String index, String request) {
        sent(operation, index, request, writing);
    }

    private void create(String operation, ObjectNode request) {
        try {
            send(operation, request.toString(), writing);
        } catch (AwsException e) {
            if (!e.is("ConflictException")) {
                throw engine(e);
            }
        }
    }

    private JsonNode sent(String operation, String index, String request, Duration patience) {
        try {
            return JSON.readTree(send(operation, request, patience));
        } catch (AwsException e) {
            throw e.is("NotFoundException") ? new MissingIndexException(index) : engine(e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(String operation, String request, Duration patience) {
        for (int attempt = 1; ; attempt++) {
            try {
                return client.send(
                        AwsRequest.post("s3vectors", operation, endpoint.resolve("/" + operation), request), patience);
            } catch (AwsException e) {
                if (!e.isPassing() || e.is("NoAnswer") || attempt == ATTEMPTS) {
                    throw e;
                }
                EngineHttp.pause(WAIT.after(attempt));
            }
        }
    }

    private static EngineException engine(AwsException e) {
        return e.isPassing() ? EngineException.away(e.getMessage(), e) : EngineException.refused(e.getMessage());
    }
}
