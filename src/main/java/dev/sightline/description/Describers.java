package dev.sightline.description;

import dev.sightline.description.DescriptionConfig.Provider;
import dev.sightline.embedding.Price;
import dev.sightline.embedding.UsageMeter;
import dev.sightline.embedding.bedrock.Bedrock;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;

/// The model that describes pictures, as the settings name it.
@ApplicationScoped
class Describers {

    private final DescriptionConfig config;
    private final Bedrock bedrock;
    private final UsageMeter meter;
    private volatile Claude claude;

    Describers(DescriptionConfig config, Bedrock bedrock, UsageMeter meter) {
        this.config = config;
        this.bedrock = bedrock;
        this.meter = meter;
    }

    boolean isEnabled() {
        return config.provider() == Provider.CLAUDE;
    }

    boolean isAutomatic() {
        return isEnabled() && config.automatic();
    }

    /// @throws ConfigurationException naming the setting that is wrong
    void check() {
        if (isEnabled()) {
            claude();
        }
    }

    synchronized Claude claude() {
        if (claude == null) {
            if (config.requestsPerSecond() <= 0 || config.concurrency() < 1 || config.attempts() < 1) {
                throw new ConfigurationException("sightline.description.requests-per-second has to be more than 0,"
                        + " and sightline.description.concurrency and sightline.description.attempts at least 1.");
            }
            claude = new Claude(
                    bedrock.model(Claude.USAGE, model(), config.profile(), "sightline.description.profile", config),
                    meter);
        }
        return claude;
    }

    /// The id of the model; none where there is none.
    String model() {
        if (!isEnabled()) {
            return "";
        }
        return config.modelId()
                .orElseThrow(
                        () -> new ConfigurationException(
                                "sightline.description.model-id is not set. Name a model of"
                                        + " Anthropic at Amazon Bedrock that takes pictures, such as the list of models there has it."));
    }

    int concurrency() {
        return config.concurrency();
    }

    /// Null where the settings do not say.
    Price price() {
        return config.priceRead().isEmpty() && config.priceWritten().isEmpty()
                ? null
                : new Price(
                        0, config.priceRead().orElse(0.0), config.priceWritten().orElse(0.0));
    }
}
