package dev.sightline.embedding.sagemaker;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsConfig;
import dev.sightline.aws.AwsException;
import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.EmbeddingConfiguration.Provider;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.ServiceModels;
import dev.sightline.embedding.UsageMeter;
import dev.sightline.embedding.remote.Refusals;
import dev.sightline.embedding.remote.RemoteModel;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;

/// The model behind the endpoints that the settings name, if they name any.
@ApplicationScoped
public class SageMaker implements ServiceModels, Refusals {

    /// By which settings, API and command line call it.
    static final String ID = "sagemaker";

    private static final String SERVICE = "Amazon SageMaker";
    private static final String NAME = "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";
    private static final int LARGEST = 4096;

    private final EmbeddingConfiguration embedding;
    private final SageMakerConfig config;
    private final AwsConfig aws;
    private final AwsAccess access;
    private final List<ServiceModel> models;

    SageMaker(
            EmbeddingConfiguration embedding,
            SageMakerConfig config,
            AwsConfig aws,
            AwsAccess access,
            UsageMeter meter) {
        this.embedding = embedding;
        this.config = config;
        this.aws = aws;
        this.access = access;
        this.models = isNamed(config.textEndpoint()) && isNamed(config.imageEndpoint())
                ? region().map(region -> List.of(model(region, meter))).orElse(List.of())
                : List.of();
    }

    @Override
    public List<ServiceModel> models() {
        return models;
    }

    /// @throws ConfigurationException naming the setting that is wrong, and what it has to be
    @Override
    public Optional<String> wanted() {
        if (embedding.provider() != Provider.SAGEMAKER) {
            return Optional.empty();
        }
        require(
                isNamed(config.textEndpoint()) && isNamed(config.imageEndpoint()),
                "sightline.sagemaker.text-endpoint and sightline.sagemaker.image-endpoint have to be the names of the"
                        + " endpoints for texts and for pictures: letters, digits and '-'.");
        require(
                region().isPresent(),
                "Neither sightline.sagemaker.region nor sightline.aws.region (AWS_REGION) names a region. Name that of the"
                        + " endpoints, such as eu-central-1.");
        require(
                config.prompt().contains("{}"),
                "sightline.sagemaker.prompt is '%s'. It has to have {} where the text stands, such as 'this is a {}'."
                        .formatted(config.prompt()));
        require(
                config.dimension() >= 1 && config.dimension() <= LARGEST,
                "sightline.sagemaker.dimension has to be 1 to %d.".formatted(LARGEST));
        require(
                config.requestsPerSecond() > 0 && config.concurrency() >= 1 && config.batch() >= 1,
                "sightline.sagemaker.requests-per-second has to be more than 0, sightline.sagemaker.concurrency and"
                        + " sightline.sagemaker.batch at least 1.");
        require(
                config.attempts() >= 1 && config.breakerFailures() >= 1,
                "sightline.sagemaker.attempts and sightline.sagemaker.breaker-failures are at least 1.");
        access.requireWhole();
        return Optional.of(ID);
    }

    private static boolean isNamed(Optional<String> endpoint) {
        return endpoint.filter(name -> name.matches(NAME)).isPresent();
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new ConfigurationException(otherwise);
        }
    }

    private Optional<String> region() {
        return config.region().or(aws::region).filter(region -> region.matches("[a-z0-9-]+"));
    }

    private ServiceModel model(String region, UsageMeter meter) {
        var model = new RemoteModel(SERVICE, ID, new AwsClient(access, region), config, this, meter);
        return new ServiceModel(
                ID,
                "%s (%s, %s)".formatted(config.model(), SERVICE, region),
                SERVICE,
                null,
                config.dimension(),
                ID,
                config.priceImage().map(price -> new Price(price, 0)).orElse(null),
                () -> new SageMakerEmbedder(
                        model, address(region, config.textEndpoint()), address(region, config.imageEndpoint()), config),
                model::trouble);
    }

    private URI address(String region, Optional<String> endpoint) {
        return config.endpoint()
                .orElseGet(() -> amazon(region))
                .resolve("/endpoints/%s/invocations".formatted(endpoint.orElseThrow()));
    }

    private static URI amazon(String region) {
        var suffix = Optional.ofNullable(Region.of(region).metadata())
                .map(known -> known.partition().dnsSuffix())
                .orElse("amazonaws.com");
        return URI.create("https://runtime.sagemaker.%s.%s".formatted(region, suffix));
    }

    /// The model says so, and not the service around it.
    @Override
    public boolean isOfContent(AwsException refusal) {
        return refusal.is("ModelError") && !refusal.isPassing();
    }

    /// A model that fails may do so because of what it is given: that counts against it, after some attempts.
    @Override
    public boolean isOutage(AwsException refusal) {
        return !refusal.is("ModelError") && Refusals.super.isOutage(refusal);
    }

    @Override
    public String advice(AwsException refusal) {
        return refusal.is("AccessDeniedException")
                ? "If they are allowed it, a policy of the organisation may deny it."
                : "Are the endpoints of sightline.sagemaker.text-endpoint and sightline.sagemaker.image-endpoint in service, in"
                        + " this region?";
    }
}
