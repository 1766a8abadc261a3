package dev.sightline.aws;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// How the services of AWS are reached, other than the object storage, which has settings of its own.
@ConfigMapping(prefix = "sightline.aws")
public interface AwsConfig {

    /// Where the services are used.
    @WithDefault("${AWS_REGION:}")
    Optional<String> region();

    /// With `secretKey`; when absent the SDK's own chain is asked: environment, profile, the role of the machine.
    Optional<String> accessKey();

    Optional<String> secretKey();
}
