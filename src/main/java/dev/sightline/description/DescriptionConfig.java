package dev.sightline.description;

import dev.sightline.embedding.remote.ServiceLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// How pictures are described in words.
@ConfigMapping(prefix = "sightline.description")
interface DescriptionConfig extends ServiceLimits {

    enum Provider {
        NONE,
        /// Claude, by Amazon Bedrock.
        CLAUDE
    }

    @WithDefault("none")
    Provider provider();

    /// The id of the model, or an ARN. There is no default: models come and go.
    Optional<String> modelId();

    /// By which inference profile the model is called: `region` for that of the region, `none`, or the name of one.
    @WithDefault("region")
    String profile();

    /// Whether new pictures are described without being asked for.
    @WithDefault("true")
    boolean automatic();

    /// US dollars for a thousand tokens that the model reads, if you know.
    Optional<Double> priceRead();

    /// US dollars for a thousand tokens that it writes.
    Optional<Double> priceWritten();

    /// A sentence takes longer than a vector.
    @Override
    @WithDefault("60S")
    Duration timeout();

    @Override
    @WithDefault("20S")
    Duration searchTimeout();
}
