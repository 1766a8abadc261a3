package dev.sightline.doctor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which servers Sightline would start by itself, as the command line knows before the program runs.
@ConfigMapping(prefix = "sightline.inside")
public interface Inside {

    @WithDefault("false")
    boolean database();

    @WithDefault("false")
    boolean storage();
}
