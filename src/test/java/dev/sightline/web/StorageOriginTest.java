package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.storage.StorageConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageOriginTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    public-endpoint=https://cdn.example.org/a endpoint=http://s3:9000 | https://cdn.example.org
                    endpoint=http://127.0.0.1:9000                                     | http://127.0.0.1:9000
                    endpoint=http://127.0.0.1:9000/ path-style=true                    | http://127.0.0.1:9000
                    endpoint=https://s3.example.org path-style=false bucket=pictures   | https://pictures.s3.example.org
                    bucket=pictures region=eu-west-1                                   | https://pictures.s3.eu-west-1.amazonaws.com
                    """)
    void isWhatABrowserReaches(String settings, String origin) {
        assertThat(new StorageOrigin(config(settings)).value()).isEqualTo(origin);
    }

    private static StorageConfig config(String settings) {
        Map<String, String> values = Arrays.stream(settings.split(" "))
                .map(setting -> setting.split("="))
                .collect(Collectors.toMap(setting -> "sightline.storage." + setting[0], setting -> setting[1]));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(StorageConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(StorageConfig.class);
    }
}
