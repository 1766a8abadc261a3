package dev.sightline.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import dev.sightline.picture.Picture;
import dev.sightline.web.ProblemException;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PictureInWordsTest {

    private final StubClaude stub = new StubClaude();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private PictureInWords words(Map<String, String> more) {
        return new PictureInWords(ClaudeTest.describers(stub, usage, more));
    }

    @Test
    void aPictureIsItsTitleAndDescription() {
        assertThat(words(Map.of()).of(Pixels.of(2000, 1000, 1)))
                .isEqualTo("A red boat. A red boat on a calm sea, under a yellow sun.");
        assertThat(usage.images).hasValue(1);
    }

    @Test
    void aLargeOneIsScaledUntilItFits() {
        var noise = new byte[3000 * 3000 * 3];
        new Random(1).nextBytes(noise);

        assertThat(words(Map.of()).of(new Picture(3000, 3000, noise))).startsWith("A red boat.");
    }

    @Test
    void whoSearchesWaitsForTwoAttemptsAtMost() {
        stub.outage = new Refusal(503, "ServiceUnavailableException", "Service unavailable", null);

        assertThatThrownBy(() -> words(Map.of()).of(Pixels.of(64, 64, 1))).isInstanceOf(EmbeddingException.class);

        assertThat(stub.requests).hasValue(2);
    }

    @Test
    void withoutWhatDescribesThemItIsSaidWhatToSet() {
        assertThatThrownBy(() ->
                        words(Map.of("sightline.description.provider", "none")).of(Pixels.of(64, 64, 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("descriptions-off"))
                .hasMessageContaining("sightline.description.provider");
        assertThat(stub.requests).hasValue(0);
    }
}
