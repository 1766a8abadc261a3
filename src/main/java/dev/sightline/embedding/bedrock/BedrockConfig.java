package dev.sightline.embedding.bedrock;

import dev.sightline.embedding.remote.ServiceLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// How Amazon Bedrock is asked for vectors. `sightline.embedding.provider` decides whether it is.
@ConfigMapping(prefix = "sightline.bedrock")
interface BedrockConfig extends ServiceLimits {

    /// Where the models run; the region of all services of AWS if not set.
    Optional<String> region();

    /// What reaches the service in place of AWS in the region.
    Optional<URI> endpoint();

    /// Whether requests may be served in other regions too: `none`, `region` for the profile of the region, or the
    /// name of one: `us`, `eu`, `apac`, `global`.
    @WithDefault("none")
    String profile();

    Titan titan();

    Nova nova();

    Cohere cohere();

    /// Amazon Titan Multimodal Embeddings.
    interface Titan {

        @WithDefault("amazon.titan-embed-image-v1")
        String modelId();

        @WithDefault("1024")
        int dimension();

        /// US dollars for a picture.
        @WithDefault("0.00006")
        double priceImage();

        /// US dollars for a thousand tokens of text.
        @WithDefault("0.0008")
        double priceTokens();
    }

    /// Amazon Nova Multimodal Embeddings.
    interface Nova {

        @WithDefault("amazon.nova-2-multimodal-embeddings-v1:0")
        String modelId();

        @WithDefault("1024")
        int dimension();

        /// US dollars for a picture.
        @WithDefault("0.00006")
        double priceImage();

        /// US dollars for a thousand tokens of text.
        @WithDefault("0.000135")
        double priceTokens();
    }

    /// Cohere Embed 3.
    interface Cohere {

        @WithDefault(CohereEmbedder.ENGLISH)
        String modelId();

        /// US dollars for a thousand tokens of text.
        @WithDefault("0.0001")
        double priceTokens();
    }
}
