package dev.sightline.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhrasesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0 pictures", "1, 1 picture", "2400, '2,400 pictures'"})
    void countsThings(long count, String words) {
        assertThat(Phrases.count(count, "picture", "pictures")).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 byte", "830, 830 bytes", "85200, 85 KB", "1240000, 1.2 MB"})
    void saysSizes(long bytes, String words) {
        assertThat(Phrases.size(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, just now",
        "PT-12S, 12 seconds ago",
        "PT40S, in 40 seconds",
        "PT-1M, 1 minute ago",
        "PT-23H, 23 hours ago"
    })
    void saysHowFarAwayATimeIs(Duration away, String words) {
        assertThat(Phrases.relative(NOW.plus(away), NOW)).isEqualTo(words);
    }

    @Test
    void namesDaysThatAreFurtherAway() {
        assertThat(Phrases.relative(NOW.minus(Duration.ofDays(3)), NOW)).startsWith("18 November 2026, ");
    }

    @Test
    void keepsTheOffsetThatAPictureNames() {
        assertThat(Phrases.moment(OffsetDateTime.parse("2024-05-03T18:20:00+09:00")))
                .isEqualTo("3 May 2024, 18:20");
        assertThat(Phrases.month(YearMonth.of(2024, 5))).isEqualTo("May 2024");
    }
}
