package dev.sightline.upload;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// What may be uploaded, and for how long a slot is open.
@ConfigMapping(prefix = "sightline.upload")
public interface UploadConfig {

    /// The largest file.
    @WithDefault("64M")
    MemorySize maxSize();

    /// How long a browser may take from the slot to the start of the transfer.
    @WithDefault("15M")
    Duration life();

    /// How long after that a transfer may still arrive, before the slot is given up.
    @WithDefault("1H")
    Duration grace();

    /// How long a client is left to say that it is done, before an object that has arrived is taken in without that.
    @WithDefault("30S")
    Duration patience();

    /// How long a picture that is only searched with is kept.
    @WithDefault("1D")
    Duration queryLife();
}
