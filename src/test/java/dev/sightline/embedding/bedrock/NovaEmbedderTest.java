package dev.sightline.embedding.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NovaEmbedderTest {

    private final StubBedrock stub = new StubBedrock();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private Embedder nova(int dimension) {
        return Settings.embedder(Settings.bedrock(Settings.of(stub, Map.of()), usage), "nova-" + dimension);
    }

    @Test
    void embedsTextsAndPicturesInEachDimension() {
        for (int dimension : NovaEmbedder.DIMENSIONS) {
            assertThat(nova(dimension).text("a boat", Purpose.QUERY).dimension())
                    .isEqualTo(dimension);
            assertThat(nova(dimension)
                            .image(Pixels.of(3000, 200, 1), Purpose.INDEX)
                            .dimension())
                    .isEqualTo(dimension);
        }
        assertThat(stub.models).containsOnlyKeys("amazon.nova-2-multimodal-embeddings-v1:0");
        assertThat(usage.images).hasValue(4);
        assertThat(usage.tokens).hasValue(4 * 2);
    }

    @Test
    void saysWhatAVectorIsFor() {
        var picture = Pixels.of(200, 200, 1);
        nova(256).image(picture, Purpose.INDEX);
        nova(256).text("a boat", Purpose.QUERY);
        nova(256).image(picture, Purpose.QUERY);
        nova(256).text("a boat", Purpose.MIXED_QUERY);

        assertThat(stub.answered)
                .extracting(request ->
                        request.at("/singleEmbeddingParams/embeddingPurpose").asText())
                .containsExactly("GENERIC_INDEX", "IMAGE_RETRIEVAL", "IMAGE_RETRIEVAL", "GENERIC_RETRIEVAL");
        assertThat(nova(256).space().purpose()).isEqualTo("GENERIC_INDEX");
    }

    @Test
    void theFirstValuesOfALargerVectorAreASmallerOne() {
        var picture = Pixels.of(300, 200, 1);
        var large = nova(3072).image(picture, Purpose.INDEX);

        for (int dimension : NovaEmbedder.DIMENSIONS) {
            assertThat(large.prefix(dimension).cosine(nova(dimension).image(picture, Purpose.INDEX)))
                    .isCloseTo(1, within(1e-5));
        }
        assertThat(nova(256).larger()).extracting(Space::dimension).containsExactly(3072, 1024, 384);
        assertThat(nova(256).larger()).contains(nova(3072).space());
        assertThat(nova(3072).larger()).isEmpty();
    }

    @Test
    void aTextThatIsTooLongLosesItsEnd() {
        assertThat(nova(1024).text("word ".repeat(5000), Purpose.QUERY).dimension())
                .isEqualTo(1024);
    }
}
