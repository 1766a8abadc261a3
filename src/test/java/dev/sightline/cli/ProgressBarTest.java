package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProgressBarTest {

    private static final String ERASE = "\r\u001b[K";

    private final StringWriter screen = new StringWriter();
    private final StringWriter err = new StringWriter();
    private long now;
    private final ProgressBar bar = new ProgressBar(new PrintWriter(screen), new PrintWriter(err), () -> now);

    @Test
    void showsHowFarItIsAndHowLongItWillTake() {
        bar.start("Uploading", 4);
        assertThat(drawn()).isEqualTo("Uploading 0 of 4 [                        ]   0 %");

        now += Duration.ofSeconds(4).toNanos();
        bar.step();
        assertThat(drawn()).isEqualTo("Uploading 1 of 4 [======                  ]  25 %, about 12 s left");

        now += Duration.ofMinutes(6).toNanos();
        bar.step();
        assertThat(drawn()).isEqualTo("Uploading 2 of 4 [============            ]  50 %, about 6 min left");

        bar.step();
        bar.step();
        assertThat(drawn()).isEqualTo("Uploading 4 of 4 [========================] 100 %");
    }

    @Test
    void isNotDrawnMoreOftenThanEyesSee() {
        bar.start("Uploading", 1000);
        for (int i = 0; i < 500; i++) {
            bar.step();
        }

        assertThat(screen.toString().split(Pattern.quote(ERASE), -1)).hasSize(2);
    }

    @Test
    void makesRoomForLinesThatStay() {
        bar.start("Uploading", 2);
        bar.say("a.jpg: torn");

        assertThat(err.toString()).isEqualTo("a.jpg: torn" + System.lineSeparator());
        assertThat(screen.toString()).endsWith(ERASE + ERASE + "Uploading 0 of 2 [                        ]   0 %");
    }

    @Test
    void leavesNothingBehind() {
        bar.start("Uploading", 2);
        bar.close();
        bar.close();

        assertThat(screen.toString()).endsWith("0 %" + ERASE);
    }

    private String drawn() {
        String all = screen.toString();
        return all.substring(all.lastIndexOf(ERASE) + ERASE.length());
    }
}
