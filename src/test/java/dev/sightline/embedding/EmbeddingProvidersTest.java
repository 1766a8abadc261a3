package dev.sightline.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class EmbeddingProvidersTest {

    @Inject
    Embedder embedder;

    @Test
    void providesTheDemoModelUntilAnotherIsChosen() {
        embedder.check();

        assertThat(embedder.caveat()).contains("demo model");
        assertThat(embedder.text("a red boat", Purpose.QUERY).dimension())
                .isEqualTo(embedder.space().dimension());
    }
}
