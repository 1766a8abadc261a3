package dev.sightline.index.opensearch;

import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.AwsRequest;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineHttp.Answer;
import java.net.URI;
import java.time.Duration;

/// To the managed service, by the signature of AWS.
///
/// @param service `es` or `aoss`
record SignedTransport(AwsClient client, URI site, String service) implements Transport {

    @Override
    public Answer send(String method, String path, String mediaType, String body, Duration patience) {
        try {
            var answer = client.ask(
                    AwsRequest.of(service, method + " " + path, method, site.resolve(path), mediaType, body), patience);
            return new Answer(answer.status(), answer.body());
        } catch (AwsException e) {
            throw e.isPassing() ? EngineException.away(e.getMessage(), e) : EngineException.refused(e.getMessage());
        }
    }
}
