package dev.sightline.picture.external;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/// The programs that decode what is not decoded here.
@ConfigMapping(prefix = "sightline.picture.decoders")
public interface DecoderConfig {

    /// Whether other programs are run at all; without them HEIC, AVIF and JPEG XL are refused.
    @WithDefault("true")
    boolean enabled();

    /// The command for HEIC, its words apart by spaces: `{in}` is the file to read and `{out}` the PNG to write.
    /// Without it, programs that are known are looked for on the `PATH`.
    Optional<String> heic();

    /// The same for AVIF.
    Optional<String> avif();

    /// The same for JPEG XL.
    Optional<String> jxl();

    /// How long a program may take for a picture. All its processes are killed then.
    @WithDefault("1M")
    Duration timeout();

    /// The most memory that a program may take for a picture.
    @WithDefault("2G")
    MemorySize memory();
}
