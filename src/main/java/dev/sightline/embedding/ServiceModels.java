package dev.sightline.embedding;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;

/// The models of one service.
public interface ServiceModels {

    /// Those that the settings say how to reach, wanted or not: vectors of one may be in use still.
    List<ServiceModel> models();

    /// The id of the one that the settings want, if they want one of this service.
    ///
    /// @throws ConfigurationException if they do not say all that it needs
    Optional<String> wanted();
}
