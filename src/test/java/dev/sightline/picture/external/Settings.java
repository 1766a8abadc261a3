package dev.sightline.picture.external;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/// The settings of decoders, for tests without the framework.
record Settings(
        boolean enabled,
        Optional<String> heic,
        Optional<String> avif,
        Optional<String> jxl,
        Duration timeout,
        MemorySize memory)
        implements DecoderConfig {

    static final Settings USUAL = new Settings(
            true, Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(1), bytes(2L << 30));

    /// The same command for every format.
    Settings command(String command) {
        return new Settings(enabled, Optional.of(command), Optional.of(command), Optional.of(command), timeout, memory);
    }

    Settings off() {
        return new Settings(false, heic, avif, jxl, timeout, memory);
    }

    Settings timeout(Duration timeout) {
        return new Settings(enabled, heic, avif, jxl, timeout, memory);
    }

    Settings memory(long bytes) {
        return new Settings(enabled, heic, avif, jxl, timeout, bytes(bytes));
    }

    private static MemorySize bytes(long count) {
        return new MemorySize(BigInteger.valueOf(count));
    }
}
