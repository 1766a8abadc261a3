package dev.sightline.taste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.taste.Interaction.Type;
import dev.sightline.taste.TasteModel.Act;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TasteModelTest {

    private static final UUID NEON = UUID.randomUUID();
    private static final UUID COMIC = UUID.randomUUID();
    private static final UUID ORIGAMI = UUID.randomUUID();
    private static final Map<UUID, Long> SIZES = Map.of(NEON, 100L, COMIC, 100L, ORIGAMI, 200L);
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final TasteModel model = new TasteModel(new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(TasteConfig.class)
            .build()
            .getConfigMapping(TasteConfig.class));

    /// The latest first.
    private final List<Act> acts = new ArrayList<>();

    @Test
    void whoDidNothingLikesAllTheSame() {
        var taste = model.of(List.of(), SIZES, NOW);

        assertThat(taste.isNeutral()).isTrue();
        assertThat(taste.score(NEON)).isEqualTo(Taste.NEUTRAL);
        assertThat(taste.leading(3)).isEmpty();
    }

    @Test
    void whatIsMetAsOftenAsItOccursIsNeitherLikedNorAvoided() {
        act(NEON, Type.VIEW, 2);
        act(COMIC, Type.VIEW, 2);
        act(ORIGAMI, Type.VIEW, 2);
        act(ORIGAMI, Type.VIEW, 2);

        var taste = taste();

        assertThat(taste.score(NEON)).isCloseTo(Taste.NEUTRAL, within(1e-9));
        assertThat(taste.score(ORIGAMI)).isCloseTo(Taste.NEUTRAL, within(1e-9));
    }

    @Test
    void oneClickDoesNotSwingEverything() {
        act(NEON, Type.VIEW, 0);

        assertThat(taste().score(NEON)).isBetween(0.55, 0.65);
        assertThat(taste().score(COMIC)).isBetween(0.3, 0.45);
    }

    @Test
    void aFavouriteSaysMoreThanALookAndADownloadMoreThanAFavourite() {
        assertThat(List.of(alone(Type.VIEW), alone(Type.FAVOURITE), alone(Type.DOWNLOAD)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    private double alone(Type type) {
        acts.clear();
        act(NEON, type, 3);
        return taste().score(NEON);
    }

    @Test
    void aFavouriteThatWasTakenBackSaysNothing() {
        var image = UUID.randomUUID();
        act(image, NEON, Type.FAVOURITE, 2);
        act(image, NEON, Type.UNFAVOURITE, 1);

        assertThat(taste().isNeutral()).isTrue();
        assertThat(taste().likings().get(NEON).acts()).isEmpty();
    }

    @Test
    void aFavouriteThatWasTakenBackAndMadeAgainCounts() {
        var image = UUID.randomUUID();
        act(image, NEON, Type.FAVOURITE, 3);
        act(image, NEON, Type.UNFAVOURITE, 2);
        act(image, NEON, Type.FAVOURITE, 1);

        assertThat(taste().score(NEON)).isGreaterThan(0.6);
    }

    @Test
    void theSamePictureAgainSaysNoMore() {
        var image = UUID.randomUUID();
        act(image, NEON, Type.VIEW, 0);
        double once = taste().score(NEON);
        act(image, NEON, Type.VIEW, 0);

        assertThat(taste().score(NEON)).isEqualTo(once);
    }

    @Test
    void whatIsLongAgoSaysLess() {
        act(COMIC, Type.VIEW, 90);
        act(COMIC, Type.VIEW, 90);
        act(NEON, Type.VIEW, 2);
        act(NEON, Type.VIEW, 2);

        assertThat(taste().score(NEON)).isGreaterThan(taste().score(COMIC));
    }

    @Test
    void aChangeOfMindLeadsAfterThreeLooksAndNotAfterOne() {
        for (int i = 0; i < 30; i++) {
            act(NEON, Type.VIEW, 0);
        }
        act(COMIC, Type.VIEW, 0);
        assertThat(taste().leading(1)).containsExactly(NEON);
        for (int i = 0; i < 2; i++) {
            act(COMIC, Type.VIEW, 0);
        }
        assertThat(taste().leading(1)).containsExactly(COMIC);
    }

    @Test
    void whatSomebodyLikedForLongComesBackAfterAPause() {
        for (int i = 0; i < 30; i++) {
            act(NEON, Type.VIEW, 3);
        }
        for (int i = 0; i < 5; i++) {
            act(COMIC, Type.VIEW, 1);
        }

        assertThat(taste().leading(1)).containsExactly(NEON);
    }

    @Test
    void itTellsWhatItComesFrom() {
        act(NEON, Type.FAVOURITE, 1);
        act(NEON, Type.FAVOURITE, 1);
        act(NEON, Type.VIEW, 0);

        assertThat(taste().likings().get(NEON).acts()).isEqualTo(Map.of(Type.FAVOURITE, 2, Type.VIEW, 1));
    }

    @Test
    void whatIsUnknownIsNeutral() {
        act(NEON, Type.VIEW, 0);

        assertThat(taste().score(UUID.randomUUID())).isEqualTo(Taste.NEUTRAL);
        assertThat(taste().score(null)).isEqualTo(Taste.NEUTRAL);
    }

    private void act(UUID style, Type type, int daysAgo) {
        act(UUID.randomUUID(), style, type, daysAgo);
    }

    /// Later than all before it.
    private void act(UUID image, UUID style, Type type, int daysAgo) {
        acts.addFirst(new Act(image, style, type, NOW.minus(Duration.ofDays(daysAgo))));
    }

    private Taste taste() {
        return model.of(acts, SIZES, NOW);
    }
}
