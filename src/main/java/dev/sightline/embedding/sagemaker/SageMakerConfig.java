package dev.sightline.embedding.sagemaker;

import dev.sightline.embedding.remote.ServiceLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;

/// How a CLIP model is asked that runs behind endpoints of Amazon SageMaker in one's own account.
/// `sightline.embedding.provider` decides whether it is.
@ConfigMapping(prefix = "sightline.sagemaker")
interface SageMakerConfig extends ServiceLimits {

    /// Where the endpoints are; the region of all services of AWS if not set.
    Optional<String> region();

    /// What reaches the service in place of AWS in the region.
    Optional<URI> endpoint();

    /// The name of the endpoint that texts are sent to.
    Optional<String> textEndpoint();

    /// The name of the endpoint that pictures are sent to.
    Optional<String> imageEndpoint();

    /// What is behind them, as people call it. Another model, or another version of it, wants another name: its vectors
    /// are not comparable.
    @WithDefault("CLIP RN50")
    String model();

    /// The number of values of a vector.
    @WithDefault("1024")
    int dimension();

    /// What is put around a text, `{}` where it stands.
    @WithDefault("{}")
    String prompt();

    /// Texts that are sent in one request at most.
    @WithDefault("32")
    int batch();

    /// US dollars for a picture. Endpoints are paid for by time; without it, nothing is estimated.
    Optional<Double> priceImage();
}
