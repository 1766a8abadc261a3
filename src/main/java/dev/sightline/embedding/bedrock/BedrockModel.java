package dev.sightline.embedding.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsException;
import dev.sightline.aws.AwsRequest;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.UsageMeter;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.embedding.remote.Refusals;
import dev.sightline.embedding.remote.RemoteModel;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// One model of Amazon Bedrock.
final class BedrockModel implements Refusals {

    static final String SERVICE = "Amazon Bedrock";

    /// Refusals that are about the name of the model, and not about what is embedded.
    private static final Pattern OF_THE_MODEL = Pattern.compile(
            "model identifier|on-demand throughput|inference profile|model id", Pattern.CASE_INSENSITIVE);

    private final RemoteModel model;
    private final URI address;
    private final String modelId;

    /// @param usage   the name under which its usage is counted
    /// @param address of its operation `InvokeModel`
    BedrockModel(String usage, AwsClient client, URI address, String modelId, BedrockConfig config, UsageMeter meter) {
        this.model = new RemoteModel(SERVICE, usage, client, config, this, meter);
        this.address = address;
        this.modelId = modelId;
    }

    /// @throws EmbeddingException if there is no answer; it passes unless it is about what is in the request
    JsonNode invoke(ObjectNode body, Haste haste) {
        return model.ask(AwsRequest.post("bedrock", "InvokeModel", address, body.toString()), haste);
    }

    <T, R> List<R> each(List<T> inputs, Function<T, R> asking) {
        return model.each(inputs, asking);
    }

    /// Counts what was answered.
    void used(int images, long tokens) {
        model.used(images, tokens);
    }

    int concurrency() {
        return model.concurrency();
    }

    Optional<String> trouble() {
        return model.trouble();
    }

    @Override
    public boolean isOfContent(AwsException refusal) {
        return refusal.is("ModelErrorException")
                || refusal.is("ValidationException")
                        && !OF_THE_MODEL.matcher(refusal.getMessage()).find();
    }

    @Override
    public String advice(AwsException refusal) {
        if (refusal.is("AccessDeniedException")) {
            return "If they are allowed it: a policy of the organisation may deny it, or %s wants a subscription in AWS"
                            .formatted(modelId)
                    + " Marketplace, or the form of its provider about the use case, first.";
        }
        return "Is %s offered at %s? Set sightline.bedrock.region to a region that has it, or the setting model-id or"
                        .formatted(modelId, address.getHost())
                + " sightline.bedrock.profile to how that region calls it.";
    }
}
