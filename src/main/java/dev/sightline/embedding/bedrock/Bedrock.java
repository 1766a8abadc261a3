package dev.sightline.embedding.bedrock;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsClient;
import dev.sightline.aws.AwsConfig;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.ServiceModels;
import dev.sightline.embedding.UsageMeter;
import dev.sightline.embedding.remote.ServiceLimits;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import software.amazon.awssdk.regions.Region;

/// The models of Amazon Bedrock, in each of their dimensions. They are there as soon as a region is known; nothing is
/// asked of them until they are used.
@ApplicationScoped
public class Bedrock implements ServiceModels {

    private static final Set<String> PROFILES =
            Set.of("none", "region", "us", "us-gov", "ca", "eu", "apac", "jp", "au", "global");

    private final EmbeddingConfiguration embedding;
    private final BedrockConfig config;
    private final AwsConfig aws;
    private final AwsAccess access;
    private final UsageMeter meter;
    private final List<ServiceModel> models;

    Bedrock(EmbeddingConfiguration embedding, BedrockConfig config, AwsConfig aws, AwsAccess access, UsageMeter meter) {
        this.embedding = embedding;
        this.config = config;
        this.aws = aws;
        this.access = access;
        this.meter = meter;
        this.models = region().map(this::models).orElse(List.of());
    }

    @Override
    public List<ServiceModel> models() {
        return models;
    }

    @Override
    public Optional<String> wanted() {
        return switch (embedding.provider()) {
            case CLIP, SAGEMAKER -> Optional.empty();
            case TITAN -> Optional.of(checked("titan", config.titan().dimension(), TitanEmbedder.DIMENSIONS));
            case NOVA -> Optional.of(checked("nova", config.nova().dimension(), NovaEmbedder.DIMENSIONS));
            case COHERE -> Optional.of(cohere().id());
        };
    }

    /// @throws ConfigurationException naming the setting that is wrong, and what it has to be
    private String checked(String model, int dimension, Collection<Integer> dimensions) {
        require(
                dimensions.contains(dimension),
                "sightline.bedrock.%s.dimension is %d. It has to be one of %s."
                        .formatted(model, dimension, new TreeSet<>(dimensions)));
        requireWhole();
        return id(model, dimension);
    }

    /// @throws ConfigurationException naming the setting that is wrong, and what it has to be
    private void requireWhole() {
        requireRegion();
        requireProfile(config.profile(), "sightline.bedrock.profile");
        require(
                config.requestsPerSecond() > 0 && config.concurrency() >= 1,
                "sightline.bedrock.requests-per-second has to be more than 0, and sightline.bedrock.concurrency at least 1.");
        require(
                config.attempts() >= 1 && config.breakerFailures() >= 1,
                "sightline.bedrock.attempts and sightline.bedrock.breaker-failures are at least 1.");
        access.requireWhole();
    }

    private void requireRegion() {
        require(
                region().isPresent(),
                "Neither sightline.bedrock.region nor sightline.aws.region (AWS_REGION) names a region. Name one that has"
                        + " Amazon Bedrock, such as us-east-1.");
    }

    private static void requireProfile(String profile, String setting) {
        require(
                profile.isEmpty() || PROFILES.contains(profile),
                "%s is '%s'. It has to be one of %s.".formatted(setting, profile, new TreeSet<>(PROFILES)));
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new ConfigurationException(otherwise);
        }
    }

    private static String id(String model, int dimension) {
        return model + "-" + dimension;
    }

    private Optional<String> region() {
        return config.region().or(aws::region).filter(region -> region.matches("[a-z0-9-]+"));
    }

    private List<ServiceModel> models(String region) {
        var client = new AwsClient(access, region);
        var titan = config.titan();
        var titanModel = model("titan", client, region, titan.modelId(), config.profile(), config);
        var nova = config.nova();
        var novaModel = model("nova", client, region, nova.modelId(), config.profile(), config);
        var all = new ArrayList<ServiceModel>();
        all.addAll(dimensions(
                "titan",
                TitanEmbedder.NAME,
                region,
                "English",
                new TreeSet<>(TitanEmbedder.DIMENSIONS),
                new Price(titan.priceImage(), titan.priceTokens()),
                titanModel,
                dimension -> new TitanEmbedder(titanModel, titan.modelId(), dimension)));
        all.addAll(dimensions(
                "nova",
                NovaEmbedder.NAME,
                region,
                "200 languages",
                NovaEmbedder.DIMENSIONS,
                new Price(nova.priceImage(), nova.priceTokens()),
                novaModel,
                dimension -> new NovaEmbedder(novaModel, nova.modelId(), dimension)));
        all.add(cohere(CohereEmbedder.ENGLISH, "English", client, region));
        all.add(cohere(CohereEmbedder.MULTILINGUAL, "100 languages", client, region));
        return List.copyOf(all);
    }

    /// Cohere Embed, which understands what is written about pictures and sees none.
    private ServiceModel cohere(String modelId, String languages, AwsClient client, String region) {
        var id = CohereEmbedder.IDS.get(modelId);
        var name = CohereEmbedder.NAMES.get(modelId);
        var model = model(id, client, region, modelId, config.profile(), config);
        return new ServiceModel(
                id,
                "%s (%s, %s)".formatted(name, BedrockModel.SERVICE, region),
                BedrockModel.SERVICE,
                languages,
                CohereEmbedder.DIMENSION,
                id,
                new Price(0, config.cohere().priceTokens()),
                () -> new CohereEmbedder(model, modelId),
                model::trouble);
    }

    /// The one that the settings name.
    ///
    /// @throws ConfigurationException naming the setting that is wrong, and what it has to be
    public ServiceModel cohere() {
        var id = CohereEmbedder.IDS.get(config.cohere().modelId());
        require(
                id != null,
                "sightline.bedrock.cohere.model-id is '%s'. It has to be one of %s."
                        .formatted(config.cohere().modelId(), new TreeSet<>(CohereEmbedder.IDS.keySet())));
        requireWhole();
        return models.stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ServiceModel> dimensions(
            String model,
            String name,
            String region,
            String languages,
            Collection<Integer> dimensions,
            Price price,
            BedrockModel service,
            IntFunction<Embedder> opening) {
        return dimensions.stream()
                .map(dimension -> new ServiceModel(
                        id(model, dimension),
                        "%s (%s, %s)".formatted(name, BedrockModel.SERVICE, region),
                        BedrockModel.SERVICE,
                        languages,
                        dimension,
                        model,
                        price,
                        () -> opening.apply(dimension),
                        service::trouble))
                .toList();
    }

    /// A model that gives something else than vectors.
    ///
    /// @param usage   the name under which its usage is counted
    /// @param profile as `sightline.bedrock.profile`
    /// @param setting that names it
    /// @throws ConfigurationException naming the setting that is wrong, and what it has to be
    public BedrockModel model(String usage, String modelId, String profile, String setting, ServiceLimits limits) {
        requireRegion();
        requireProfile(profile, setting);
        access.requireWhole();
        var region = region().orElseThrow();
        return model(usage, new AwsClient(access, region), region, modelId, profile, limits);
    }

    private BedrockModel model(
            String usage, AwsClient client, String region, String modelId, String profile, ServiceLimits limits) {
        var asked = modelId.startsWith("arn:") ? modelId : prefix(region, profile) + modelId;
        var endpoint = config.endpoint().orElseGet(() -> amazon(region));
        var address = endpoint.resolve("/model/%s/invoke".formatted(URLEncoder.encode(asked, StandardCharsets.UTF_8)));
        return new BedrockModel(usage, client, address, asked, limits, meter);
    }

    /// The prefix of the inference profile by which a model is called in a region.
    private static String prefix(String region, String profile) {
        return switch (profile) {
            case "none", "" -> "";
            case "region" -> geography(region) + ".";
            default -> profile + ".";
        };
    }

    static String geography(String region) {
        var area = region.toLowerCase(Locale.ROOT).replaceFirst("-.*", "");
        return switch (area) {
            case "us" -> region.startsWith("us-gov-") ? "us-gov" : "us";
            case "eu" -> "eu";
            case "ap" -> "apac";
            default -> "global";
        };
    }

    private static URI amazon(String region) {
        var suffix = Optional.ofNullable(Region.of(region).metadata())
                .map(known -> known.partition().dnsSuffix())
                .orElse("amazonaws.com");
        return URI.create("https://bedrock-runtime.%s.%s".formatted(region, suffix));
    }
}
