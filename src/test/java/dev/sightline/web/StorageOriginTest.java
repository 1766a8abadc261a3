package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageOriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://cdn.example.org/a, http://s3:9000, , pictures, eu-west-1, https://cdn.example.org",
        ", http://127.0.0.1:9000, , pictures, eu-west-1, http://127.0.0.1:9000",
        ", http://127.0.0.1:9000/, true, pictures, , http://127.0.0.1:9000",
        ", https://s3.example.org, false, pictures, , https://pictures.s3.example.org",
        ", , , pictures, eu-west-1, https://pictures.s3.eu-west-1.amazonaws.com",
        ", , , pictures, , ''",
    })
    void isWhatABrowserReaches(
            URI publicEndpoint, URI endpoint, Boolean pathStyle, String bucket, String region, String origin) {
        StorageOrigin storage = new StorageOrigin(
                Optional.ofNullable(publicEndpoint),
                Optional.ofNullable(endpoint),
                Optional.ofNullable(pathStyle),
                Optional.ofNullable(bucket),
                Optional.ofNullable(region));

        assertThat(storage.value()).isEqualTo(origin);
    }
}
