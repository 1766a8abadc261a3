package dev.sightline.embedding.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CohereEmbedderTest {

    private final StubBedrock stub = new StubBedrock();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private Bedrock bedrock(Map<String, String> more) {
        return Settings.bedrock(Settings.of(stub, more), usage);
    }

    private Embedder cohere(Map<String, String> more) {
        return bedrock(more).cohere().opening().get();
    }

    private EmbeddingException failure(Map<String, String> more) {
        var cohere = cohere(more);
        return catchThrowableOfType(EmbeddingException.class, () -> cohere.text("a boat", Purpose.INDEX));
    }

    @Test
    void whatIsToBeFoundAndWhatAsksCarryTheirOwnType() {
        var cohere = cohere(Map.of());

        cohere.texts(List.of("a red boat", "an old mill"), Purpose.INDEX);
        cohere.text("boat", Purpose.QUERY);

        assertThat(stub.answered)
                .extracting(request -> request.get("input_type").asText())
                .containsExactly("search_document", "search_query");
        assertThat(cohere.space().purpose()).isEqualTo("search_document");
        assertThat(cohere.space().dimension()).isEqualTo(1024);
    }

    @Test
    void textsGoInRequestsOfAtMostNinetySixAndComeInTheirOrder() {
        var cohere = cohere(Map.of());
        var texts = IntStream.range(0, 200).mapToObj(i -> "text " + i).toList();

        var vectors = cohere.texts(texts, Purpose.INDEX);

        assertThat(stub.answered)
                .extracting(request -> request.get("texts").size())
                .containsExactlyInAnyOrder(96, 96, 8);
        assertThat(vectors).hasSize(200);
        for (int i : new int[] {0, 95, 96, 191, 192, 199}) {
            assertThat(vectors.get(i).cosine(cohere.text(texts.get(i), Purpose.INDEX)))
                    .isCloseTo(1, within(1e-6));
        }
        assertThat(usage.requests).hasValue(3 + 6);
        assertThat(usage.images).hasValue(0);
    }

    @Test
    void aTextThatIsTooLongLosesItsEndAndNoHalfOfACharacter() {
        var cohere = cohere(Map.of());

        cohere.texts(
                List.of("b".repeat(2048), "b".repeat(2047) + "\uD83D\uDEA2", "b".repeat(2046) + "\uD83D\uDEA2 sails"),
                Purpose.INDEX);

        assertThat(stub.answered.getFirst().get("texts").valueStream().map(JsonNode::asText))
                .containsExactly("b".repeat(2048), "b".repeat(2047), "b".repeat(2046) + "\uD83D\uDEA2");
    }

    @Test
    void tokensAreEstimatedAndCounted() {
        cohere(Map.of()).texts(List.of("12345678", "1234567890"), Purpose.INDEX);

        assertThat(usage.requests).hasValue(1);
        assertThat(usage.tokens).hasValue(5);
        assertThat(bedrock(Map.of()).cohere().price().of(0, 1_000_000, 0)).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void itSeesNoPictures() {
        var cohere = cohere(Map.of());

        assertThat(cohere.seesPictures()).isFalse();
        assertThatThrownBy(() -> cohere.image(Pixels.of(64, 64, 1), Purpose.INDEX))
                .isInstanceOfSatisfying(
                        EmbeddingException.class, e -> assertThat(e.isPassing()).isFalse())
                .hasMessageContaining("Cohere Embed English 3 sees no pictures");
        assertThat(stub.requests).hasValue(0);
        assertThat(Settings.embedder(bedrock(Map.of()), "nova-256").seesPictures())
                .isTrue();
    }

    @Test
    void eachOfTheTwoHasASpaceOfItsOwn() {
        var english = cohere(Map.of());
        var other = cohere(Map.of("sightline.bedrock.cohere.model-id", "cohere.embed-multilingual-v3"));

        other.text("ein Boot", Purpose.QUERY);

        assertThat(other.space()).isNotEqualTo(english.space());
        assertThat(other.space().model()).isEqualTo("Cohere Embed Multilingual 3");
        assertThat(stub.models).containsOnlyKeys("cohere.embed-multilingual-v3");
    }

    @Test
    void whoIsToWaitIsAskedAgain() {
        stub.faults.add(new Refusal(429, "ThrottlingException", "Too many requests", null));
        stub.faults.add(new Refusal(503, "ServiceUnavailableException", "Service unavailable", null));

        assertThat(cohere(Map.of()).text("a boat", Purpose.INDEX)).isNotNull();

        assertThat(stub.answered).hasSize(1);
        assertThat(usage.failures).containsExactly("ThrottlingException", "ServiceUnavailableException");
    }

    @Test
    void whoDoesNotAnswerIsLeftAloneForAWhile() {
        stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);
        var cohere = cohere(Map.of("sightline.bedrock.attempts", "1", "sightline.bedrock.breaker-failures", "2"));

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> cohere.text("a boat", Purpose.INDEX))
                    .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.outage())
                            .isPresent());
        }

        assertThat(stub.requests).hasValue(2);
    }

    @Test
    void anAnswerThatLacksAVectorIsSaid() {
        stub.careless = true;

        assertThat(failure(Map.of()))
                .hasMessage("Cohere Embed English 3 answers 0 vectors for 1 texts.")
                .matches(EmbeddingException::isPassing);
    }

    @Test
    void whatIsDeniedIsSaidWithWhatToDo() {
        stub.outage = new Refusal(403, "AccessDeniedException", "You don't have access to the model.", null);

        assertThat(failure(Map.of())).hasMessageContaining("subscription in AWS Marketplace");
    }

    @ParameterizedTest
    @CsvSource({
        "sightline.bedrock.cohere.model-id,cohere.embed-v4:0",
        "sightline.aws.region,''",
        "sightline.bedrock.profile,asia",
        "sightline.bedrock.attempts,0",
        "sightline.aws.secret-key,''"
    })
    void whatIsWrongIsNamed(String setting, String value) {
        assertThatThrownBy(() -> bedrock(Map.of(setting, value)).cohere())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(setting);
    }
}
