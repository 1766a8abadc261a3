package dev.sightline.embedding.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.remote.CountedUsage;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BedrockSettingsTest {

    private static final Map<String, String> WHOLE = Map.of(
            "sightline.embedding.provider", "titan",
            "sightline.aws.region", "eu-central-1");

    private static Bedrock bedrock(Map<String, String> settings) {
        return Settings.bedrock(settings, new CountedUsage());
    }

    @Test
    void theModelIsThatOfTheDimension() {
        assertThat(bedrock(WHOLE).wanted()).hasValue("titan-1024");
        var nova = Map.of(
                "sightline.embedding.provider", "nova",
                "sightline.bedrock.region", "us-east-1",
                "sightline.bedrock.nova.dimension", "3072");
        assertThat(bedrock(nova).wanted()).hasValue("nova-3072");
        assertThat(bedrock(nova).models())
                .extracting(ServiceModel::id)
                .containsExactly(
                        "titan-256",
                        "titan-384",
                        "titan-1024",
                        "nova-256",
                        "nova-384",
                        "nova-1024",
                        "nova-3072",
                        "cohere-english",
                        "cohere-multilingual");
        var cohere = Map.of(
                "sightline.embedding.provider", "cohere",
                "sightline.bedrock.region", "us-east-1",
                "sightline.bedrock.cohere.model-id", "cohere.embed-multilingual-v3");
        assertThat(bedrock(cohere).wanted()).hasValue("cohere-multilingual");
    }

    @Test
    void itIsThereWithoutBeingWanted() {
        assertThat(bedrock(Map.of("sightline.aws.region", "us-east-1")).wanted())
                .isEmpty();
        assertThat(bedrock(Map.of("sightline.aws.region", "us-east-1")).models())
                .hasSize(9);
        assertThat(bedrock(Map.of("sightline.aws.region", "")).models()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sightline.aws.region,''",
        "sightline.aws.region,Frankfurt am Main",
        "sightline.bedrock.titan.dimension,512",
        "sightline.bedrock.profile,asia",
        "sightline.bedrock.requests-per-second,0",
        "sightline.bedrock.concurrency,0",
        "sightline.bedrock.attempts,0",
        "sightline.bedrock.breaker-failures,0",
        "sightline.aws.access-key,AKID"
    })
    void whatIsWrongIsNamed(String setting, String value) {
        var settings = new HashMap<>(WHOLE);
        settings.put(setting, value);

        assertThatThrownBy(() -> bedrock(settings).wanted())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting.replaceFirst("sightline.bedrock.(breaker-failures|concurrency)", "$1"));
    }
}
