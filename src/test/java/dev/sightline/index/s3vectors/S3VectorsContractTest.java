package dev.sightline.index.s3vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.index.EngineException;
import dev.sightline.index.EngineSettings;
import dev.sightline.index.Kind;
import dev.sightline.index.RemoteEngine;
import dev.sightline.index.RemoteIndexContract;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class S3VectorsContractTest extends RemoteIndexContract {

    private static final StubS3Vectors STUB = new StubS3Vectors();

    @AfterAll
    static void stop() {
        STUB.close();
    }

    @Override
    protected URI site() {
        return STUB.url();
    }

    @Override
    protected RemoteEngine engine(URI url) {
        return engine(url, Map.of());
    }

    private static RemoteEngine engine(URI url, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "sightline.index.s3-vectors.endpoint",
                url.toString(),
                "sightline.index.s3-vectors.bucket",
                "pictures",
                "sightline.aws.region",
                StubS3Vectors.REGION,
                "sightline.aws.access-key",
                StubS3Vectors.ACCESS_KEY,
                "sightline.aws.secret-key",
                StubS3Vectors.SECRET_KEY));
        settings.putAll(more);
        var aws = EngineSettings.read(AwsConfig.class, settings);
        return new S3VectorsEngine(EngineSettings.read(S3VectorsConfig.class, settings), aws, new AwsAccess(aws));
    }

    @Test
    void whatIsPutOffIsAskedAgain() {
        var index = empty(DIMENSION);
        STUB.putOff(2);
        put(index, entries(5));
        STUB.putOff(1);
        sameAsBruteForce(index, ANY, 5);
    }

    @Test
    void whoeverIsAlwaysPutOffIsTold() {
        var index = empty(DIMENSION);
        STUB.putOff(1000);
        try {
            assertThatThrownBy(() -> index.nearest(vectors.next(), Kind.IMAGE, ANY, 1))
                    .isInstanceOfSatisfying(EngineException.class, e -> assertThat(e.isPassing())
                            .isTrue());
        } finally {
            STUB.putOff(0);
        }
    }

    @Test
    void wrongCredentialsAreSaid() {
        var wrong = engine(gate.url(), Map.of("sightline.aws.secret-key", "another"));
        assertThatThrownBy(() -> wrong.create(name(), DIMENSION))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining("s3vectors:GetIndex");
    }

    @Test
    void nothingIsHeldThatChangesOrSaysSomethingOfPeople() {
        var name = name();
        put(engine.create(name, DIMENSION), entries(1));
        assertThat(STUB.heldFields("sightline-" + name))
                .containsExactlyInAnyOrder("type", "image", "collection", "media_type", "date");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(engine(gate.url(), Map.of("sightline.index.s3-vectors.bucket", "No"))
                        .lacking()
                        .orElseThrow())
                .contains("sightline.index.s3-vectors.bucket");
        assertThat(engine(gate.url(), Map.of("sightline.aws.region", "?"))
                        .lacking()
                        .orElseThrow())
                .contains("sightline.aws.region");
    }
}
