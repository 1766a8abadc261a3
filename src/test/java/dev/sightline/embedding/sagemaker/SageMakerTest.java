package dev.sightline.embedding.sagemaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingConfiguration;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import dev.sightline.picture.Picture;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SageMakerTest {

    private final StubSageMaker stub = new StubSageMaker();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private Map<String, String> settings(Map<String, String> more) {
        return settings(stub, more);
    }

    /// By which a test reaches a stub of the service.
    static Map<String, String> settings(StubSageMaker stub, Map<String, String> more) {
        var settings = new HashMap<>(Map.of(
                "sightline.embedding.provider", "sagemaker",
                "sightline.aws.region", StubSageMaker.REGION,
                "sightline.aws.access-key", StubSageMaker.KEY,
                "sightline.aws.secret-key", StubSageMaker.SECRET,
                "sightline.sagemaker.endpoint", stub.url(),
                "sightline.sagemaker.text-endpoint", StubSageMaker.TEXTS,
                "sightline.sagemaker.image-endpoint", StubSageMaker.IMAGES,
                "sightline.sagemaker.back-off", "5MS",
                "sightline.sagemaker.requests-per-second", "10000"));
        settings.putAll(more);
        return settings;
    }

    private SageMaker service(Map<String, String> settings) {
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(AwsConfig.class)
                .withMapping(EmbeddingConfiguration.class)
                .withMapping(SageMakerConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        var aws = config.getConfigMapping(AwsConfig.class);
        return new SageMaker(
                config.getConfigMapping(EmbeddingConfiguration.class),
                config.getConfigMapping(SageMakerConfig.class),
                aws,
                new AwsAccess(aws),
                usage);
    }

    private Embedder clip(Map<String, String> settings) {
        return service(settings(settings)).models().getFirst().opening().get();
    }

    private EmbeddingException failure(Embedder clip) {
        return catchThrowableOfType(EmbeddingException.class, () -> clip.image(Pixels.of(64, 64, 1), Purpose.INDEX));
    }

    @Test
    void embedsTextsInBatchesAndInTheirOrder() {
        var clip = clip(Map.of());
        var texts = IntStream.range(0, 70).mapToObj(i -> "text " + i).toList();

        var vectors = clip.texts(texts, Purpose.QUERY);

        assertThat(vectors).hasSize(70);
        assertThat(stub.texts).extracting(List::size).containsExactlyInAnyOrder(32, 32, 6);
        assertThat(vectors.get(40).cosine(clip.text("text 40", Purpose.QUERY))).isCloseTo(1, within(1e-6));
        assertThat(usage.requests).hasValue(4);
    }

    @Test
    void putsThePromptAroundATextAndIntoTheSpace() {
        var clip = clip(Map.of("sightline.sagemaker.prompt", "this is a {}"));

        clip.text("boat", Purpose.QUERY);

        assertThat(stub.texts).containsExactly(List.of("this is a boat"));
        assertThat(clip.space().prompt()).isEqualTo("this is a {}");
        assertThat(clip.space()).isNotEqualTo(clip(Map.of()).space());
        assertThat(clip.space().model()).isEqualTo("CLIP RN50");
    }

    @Test
    void bringsVectorsToUnitLength() {
        var vector = clip(Map.of()).image(Pixels.of(640, 480, 1), Purpose.INDEX);

        assertThat(vector.dimension()).isEqualTo(1024);
        assertThat(vector.cosine(vector)).isCloseTo(1, within(1e-6));
        assertThat(usage.images).hasValue(1);
    }

    @Test
    void aPictureIsScaledAndNeverRefusedForItsSize() {
        var noise = new byte[3000 * 3000 * 3];
        new Random(1).nextBytes(noise);

        clip(Map.of()).image(new Picture(3000, 3000, noise), Purpose.INDEX);

        assertThat(stub.images).hasSize(1);
    }

    @Test
    void anAnswerThatDoesNotFitIsSaid() {
        stub.dimension = 512;
        assertThat(failure(clip(Map.of())))
                .hasMessage("CLIP RN50 answers 512 values instead of 1024. Set the dimension that it has.");
        stub.careless = true;
        assertThat(failure(clip(Map.of())))
                .hasMessage(
                        "The endpoint at /endpoints/clip-image/invocations answers no list of 1 vectors. It has to answer"
                                + " [[float, …], …], one for each input.");
    }

    @Test
    void whatTheModelRefusesIsRefusedForGood() {
        stub.outage = new Refusal(424, "ModelError", "Received client error (400) from primary", null);

        assertThat(failure(clip(Map.of())).isPassing()).isFalse();
        assertThat(stub.requests).hasValue(1);
    }

    @Test
    void aModelThatFailsIsAskedAgainAndMayHaveFailedBecauseOfThePicture() {
        stub.outage = new Refusal(424, "ModelError", "Received server error (500) from primary", null);

        var failure = failure(clip(Map.of("sightline.sagemaker.attempts", "3")));

        assertThat(stub.requests).hasValue(3);
        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isEmpty();
    }

    @Test
    void anEndpointThatWakesUpIsWaitedFor() {
        stub.faults.add(new Refusal(429, "ModelNotReadyException", "The model is being loaded.", null));
        stub.faults.add(new Refusal(400, "ThrottlingException", "Rate exceeded", 0));
        stub.faults.add(new Refusal(503, "ServiceUnavailable", "Service unavailable", null));

        assertThat(clip(Map.of()).image(Pixels.of(64, 64, 1), Purpose.INDEX)).isNotNull();

        assertThat(stub.images).hasSize(1);
        assertThat(stub.requests).hasValue(4);
    }

    @Test
    void anEndpointThatIsNotThereIsSaid() {
        var failure = failure(clip(Map.of("sightline.sagemaker.image-endpoint", "clip-nowhere")));

        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isEmpty();
        assertThat(failure)
                .hasMessageContaining("Endpoint clip-nowhere of account 123456789012 not found")
                .hasMessageContaining("sightline.sagemaker.image-endpoint");
    }

    @Test
    void itIsThereWhereBothEndpointsAreNamed() {
        var settings = settings(Map.of("sightline.embedding.provider", "clip"));
        assertThat(service(settings).wanted()).isEmpty();
        assertThat(service(settings).models()).hasSize(1);
        assertThat(service(settings).models().getFirst().price()).isNull();
        settings.remove("sightline.sagemaker.image-endpoint");
        assertThat(service(settings).models()).isEmpty();
        assertThat(service(Map.of()).models()).isEmpty();
    }

    @Test
    void takesSettingsThatAreWhole() {
        assertThat(service(settings(Map.of())).wanted()).hasValue("sagemaker");
        assertThatCode(() -> service(settings(Map.of("sightline.sagemaker.price-image", "0.0001")))
                        .wanted())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "sightline.aws.region,Frankfurt am Main,sightline.aws.region",
        "sightline.sagemaker.text-endpoint,clip text,sightline.sagemaker.text-endpoint",
        "sightline.sagemaker.image-endpoint,-,sightline.sagemaker.image-endpoint",
        "sightline.sagemaker.prompt,this is a,sightline.sagemaker.prompt",
        "sightline.sagemaker.dimension,0,sightline.sagemaker.dimension",
        "sightline.sagemaker.batch,0,sightline.sagemaker.batch",
        "sightline.sagemaker.concurrency,0,sightline.sagemaker.concurrency",
        "sightline.sagemaker.attempts,0,sightline.sagemaker.attempts",
        "sightline.aws.secret-key,'',sightline.aws.secret-key"
    })
    void namesWhatIsWrong(String setting, String value, String named) {
        assertThatThrownBy(() -> service(settings(Map.of(setting, value))).wanted())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named);
    }
}
