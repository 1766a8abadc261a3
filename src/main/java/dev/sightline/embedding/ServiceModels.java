package dev.sightline.embedding;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Optional;

/// The models of one service.
public interface ServiceModels extends PaidModels {

    /// Those that the settings say how to reach, wanted or not: vectors of one may be in use still.
    List<ServiceModel> models();

    @Override
    default List<PaidModel> paid() {
        return models().stream()
                .map(model -> new PaidModel(model.usage(), model.name(), model.price()))
                .toList();
    }

    /// The id of the one that the settings want, if they want one of this service.
    ///
    /// @throws ConfigurationException if they do not say all that it needs
    Optional<String> wanted();
}
