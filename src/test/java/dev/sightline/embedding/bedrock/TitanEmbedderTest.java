package dev.sightline.embedding.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TitanEmbedderTest {

    private final StubBedrock stub = new StubBedrock();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private TitanEmbedder titan(int dimension) {
        return titan(dimension, Map.of());
    }

    private TitanEmbedder titan(int dimension, Map<String, String> settings) {
        return (TitanEmbedder)
                Settings.embedder(Settings.bedrock(Settings.of(stub, settings), usage), "titan-" + dimension);
    }

    @Test
    void embedsTextsAndPicturesInEachDimension() {
        for (int dimension : TitanEmbedder.DIMENSIONS) {
            var titan = titan(dimension);

            assertThat(titan.text("a boat", Purpose.QUERY).dimension()).isEqualTo(dimension);
            assertThat(titan.image(Pixels.of(300, 200, 1), Purpose.INDEX).dimension())
                    .isEqualTo(dimension);
            assertThat(titan.space().dimension()).isEqualTo(dimension);
        }
        assertThat(stub.models).containsOnlyKeys("amazon.titan-embed-image-v1");
        assertThat(usage.requests).hasValue(6);
        assertThat(usage.images).hasValue(3);
        assertThat(usage.tokens).hasValue(6);
    }

    @Test
    void embedsManyInTheirOrder() {
        var titan = titan(256);
        var texts = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");

        var vectors = titan.texts(texts, Purpose.QUERY);

        for (int i = 0; i < texts.size(); i++) {
            assertThat(vectors.get(i).cosine(titan.text(texts.get(i), Purpose.QUERY)))
                    .isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void aPictureIsScaledAndNeverRefusedForItsSize() {
        var titan = titan(1024);

        var large = titan.image(Pixels.of(5000, 1200, 3), Purpose.INDEX);

        assertThat(large.cosine(titan.image(Pixels.of(1000, 240, 3), Purpose.INDEX)))
                .isGreaterThan(0.9);
    }

    @Test
    void aTextThatIsTooLongLosesItsEnd() {
        var text = "word ".repeat(500);

        titan(1024).text(text, Purpose.QUERY);

        assertThat(text).startsWith(stub.answered.getFirst().get("inputText").asText());
        assertThat(stub.answered.getFirst().get("inputText").asText()).hasSizeGreaterThan(500);
    }

    @Test
    void whatItRefusesInItsAnswerIsSaidAndDoesNotPass() {
        stub.message = "The image is blocked by our content filters.";

        assertThatExceptionOfType(EmbeddingException.class)
                .isThrownBy(() -> titan(1024).image(Pixels.of(100, 100, 1), Purpose.INDEX))
                .withMessage("Amazon Titan Multimodal gives no vector: The image is blocked by our content filters.")
                .matches(e -> !e.isPassing());
        assertThat(usage.requests).hasValue(0);
    }

    @Test
    void aSpaceIsNamedByWhatChangesAVector() {
        var space = titan(384).space();

        assertThat(space.provider()).isEqualTo("titan");
        assertThat(space.revision()).isEqualTo("amazon.titan-embed-image-v1");
        assertThat(titan(384, Map.of("sightline.bedrock.profile", "eu")).space())
                .isEqualTo(space);
        assertThat(titan(256).space()).isNotEqualTo(space);
        assertThat(titan(384).larger()).isEmpty();
    }

    @Test
    void aProfileIsAskedByItsPrefix() {
        titan(256, Map.of("sightline.bedrock.profile", "region")).text("a boat", Purpose.QUERY);

        assertThat(stub.models).containsOnlyKeys("us.amazon.titan-embed-image-v1");
        assertThat(Bedrock.geography("eu-central-1")).isEqualTo("eu");
        assertThat(Bedrock.geography("ap-southeast-2")).isEqualTo("apac");
        assertThat(Bedrock.geography("us-gov-west-1")).isEqualTo("us-gov");
        assertThat(Bedrock.geography("sa-east-1")).isEqualTo("global");
    }
}
