package dev.sightline.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private int asked;
    private boolean broken;

    private final CircuitBreaker breaker = new CircuitBreaker(3, Duration.ofSeconds(30), () -> now);
    private final Supplier<String> service = () -> {
        asked++;
        if (broken) {
            throw new AwsException("NoAnswer", "Nothing.", true, null);
        }
        return "here";
    };

    @Test
    void asksNothingAfterSomeFailuresInARow() {
        broken = true;
        fail(2);
        broken = false;
        assertThat(breaker.ask(service)).isEqualTo("here");
        broken = true;
        fail(3);
        assertThat(asked).isEqualTo(6);

        refuse();

        assertThat(asked).isEqualTo(6);
    }

    @Test
    void triesOnceWhetherItIsBack() {
        broken = true;
        fail(3);
        now = now.plusSeconds(30);
        fail(1);
        refuse();
        now = now.plusSeconds(30);
        broken = false;

        assertThat(breaker.ask(() -> {
                    refuse();
                    return service.get();
                }))
                .isEqualTo("here");
        assertThat(breaker.ask(service)).isEqualTo("here");
        assertThat(asked).isEqualTo(6);
    }

    @Test
    void aRefusalIsAnAnswer() {
        var lenient = new CircuitBreaker(
                1, Duration.ofSeconds(30), () -> now, e -> !e.getMessage().equals("No."));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> lenient.ask(() -> {
                        asked++;
                        throw new AwsException("ValidationException", "No.", false, null);
                    }))
                    .withMessage("No.");
        }
        assertThat(asked).isEqualTo(3);
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThatExceptionOfType(AwsException.class)
                    .isThrownBy(() -> breaker.ask(service))
                    .matches(failure -> failure.is("NoAnswer"));
        }
    }

    private void refuse() {
        assertThatExceptionOfType(AwsException.class)
                .isThrownBy(() -> breaker.ask(service))
                .matches(failure -> failure.is("CircuitOpen"));
    }
}
