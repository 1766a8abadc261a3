package dev.sightline.taste.personalize;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.taste.TasteConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalizeCheckTest {

    private static final Map<String, String> WHOLE = Map.of(
            "sightline.taste.provider", "personalize",
            "sightline.aws.region", "eu-central-1",
            "sightline.taste.personalize.bucket", "my-bucket",
            "sightline.taste.personalize.role", "arn:aws:iam::123456789012:role/personalize");

    @Test
    void takesWhatIsWhole() {
        assertThatCode(() -> check(WHOLE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "sightline.aws.region,",
        "sightline.taste.personalize.bucket,",
        "sightline.taste.personalize.bucket,My_Bucket",
        "sightline.taste.personalize.role,",
        "sightline.taste.personalize.role,personalize",
        "sightline.taste.personalize.prefix,/a b",
        "sightline.taste.personalize.minimum-tps,0",
        "sightline.aws.access-key,AKID"
    })
    void namesWhatIsNot(String setting, String value) {
        var settings = new HashMap<>(WHOLE);
        settings.remove(setting);
        if (value != null) {
            settings.put(setting, value);
        }

        assertThatThrownBy(() -> check(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting);
    }

    @Test
    void wantsNothingOfWhoDoesNotUseIt() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    private static void check(Map<String, String> settings) {
        var aws = Connected.mapping(AwsConfig.class, settings);
        new PersonalizeCheck(
                        Connected.mapping(TasteConfig.class, settings),
                        Connected.mapping(PersonalizeConfig.class, settings),
                        aws,
                        new AwsAccess(aws))
                .check(null);
    }
}
