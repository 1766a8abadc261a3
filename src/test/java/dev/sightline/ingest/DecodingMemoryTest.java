package dev.sightline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DecodingMemoryTest {

    private static final long MEGABYTE = 1 << 20;

    private final DecodingMemory memory = new DecodingMemory(100 * MEGABYTE);

    @Test
    void neverAdmitsMoreThanTheBudget() throws Exception {
        var taken = new AtomicLong();
        var most = new AtomicLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> pictures = IntStream.range(0, 200)
                    .<Callable<Void>>mapToObj(i -> () -> {
                        long bytes = (1 + i % 40) * MEGABYTE;
                        try (var _ = memory.admit(bytes)) {
                            most.accumulateAndGet(taken.addAndGet(bytes), Math::max);
                            Thread.sleep(Duration.ofMillis(1));
                            taken.addAndGet(-bytes);
                        }
                        return null;
                    })
                    .toList();
            for (var picture : threads.invokeAll(pictures)) {
                picture.get();
            }
        }
        assertThat(most.get()).isPositive().isLessThanOrEqualTo(100 * MEGABYTE);
    }

    @Test
    void growsOnlyIntoWhatIsFree() throws InterruptedException {
        try (var first = memory.admit(10 * MEGABYTE);
                var second = memory.admit(50 * MEGABYTE)) {
            assertThat(first.tryGrow(60 * MEGABYTE)).isFalse();
            assertThat(first.tryGrow(40 * MEGABYTE)).isTrue();
            assertThat(second.tryGrow(60 * MEGABYTE)).isFalse();
        }
        try (var all = memory.admit(99 * MEGABYTE)) {
            assertThat(all.tryGrow(98 * MEGABYTE)).isTrue();
        }
    }

    @Test
    void whatExceedsTheBudgetIsAdmittedAlone() throws InterruptedException {
        try (var large = memory.admit(1000 * MEGABYTE)) {
            assertThat(large.tryGrow(2000 * MEGABYTE)).isTrue();
        }
    }
}
