package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.bedrock.Settings;
import dev.sightline.embedding.bedrock.StubBedrock;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.picture.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LooksTest {

    private final StubBedrock stub = new StubBedrock();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    @Test
    void aModelThatSeesNoPicturesIsAskedForWhatTheWholeOneShows() {
        var bedrock = Settings.bedrock(Settings.of(stub, Map.of()), new CountedUsage());
        var cohere = bedrock.cohere().opening().get();
        var described = new ArrayList<Picture>();
        var whole = Pixels.of(64, 64, 1);

        var vectors = Looks.vectors(cohere, List.of(whole, Pixels.of(32, 32, 2)), Purpose.QUERY, picture -> {
            described.add(picture);
            return "A red boat. It is on a calm sea.";
        });

        assertThat(described).containsExactly(whole);
        assertThat(stub.answered).hasSize(1);
        assertThat(stub.answered.getFirst().get("input_type").asText()).isEqualTo("search_query");
        assertThat(vectors).hasSize(1);
        assertThat(vectors.getFirst().cosine(cohere.text("A red boat. It is on a calm sea.", Purpose.QUERY)))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void oneThatSeesThemIsShownAllAndNothingIsDescribed() {
        var bedrock = Settings.bedrock(Settings.of(stub, Map.of()), new CountedUsage());
        var titan = bedrock.models().getFirst().opening().get();

        var vectors = Looks.vectors(titan, List.of(Pixels.of(64, 64, 1), Pixels.of(64, 64, 2)), Purpose.QUERY, _ -> {
            throw new AssertionError("described");
        });

        assertThat(vectors).hasSize(2);
        assertThat(stub.pictures()).isEqualTo(2);
    }
}
