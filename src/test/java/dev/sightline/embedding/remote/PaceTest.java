package dev.sightline.embedding.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Pace pace = new Pace(4, () -> now);

    @Test
    void placesAreEvenlyApart() {
        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(500));
        now = now.plusMillis(600);
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(150));
    }

    @Test
    void nothingIsSavedUp() {
        assertThat(pace.take()).isZero();
        now = now.plusSeconds(60);
        assertThat(pace.take()).isZero();
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void whoTakesNowDelaysTheOthers() {
        pace.takeNow();
        pace.takeNow();
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whoWantsToBeLeftAloneIs() {
        pace.hold(Duration.ofSeconds(3));
        assertThat(pace.held()).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.take()).isEqualTo(Duration.ofSeconds(3));
        assertThat(pace.take()).isEqualTo(Duration.ofMillis(3250));
        now = now.plusSeconds(4);
        assertThat(pace.held()).isZero();
    }
}
