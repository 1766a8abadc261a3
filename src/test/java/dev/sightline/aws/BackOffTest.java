package dev.sightline.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;

class BackOffTest {

    private final BackOff backOff = new BackOff(Duration.ofSeconds(2), Duration.ofMinutes(1));

    @RepeatedTest(20)
    void doublesGiveOrTakeAHalf() {
        assertThat(backOff.after(1)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        assertThat(backOff.after(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
        assertThat(backOff.after(1000)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
    }
}
