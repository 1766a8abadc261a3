package dev.sightline.style;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How styles are found.
@ConfigMapping(prefix = "sightline.styles")
interface StyleConfig {

    /// Images that styles are fitted to at most. Each takes 4 bytes a dimension of memory meanwhile, twice.
    @WithDefault("30000")
    int sample();

    /// Images from which on styles are found without being asked for; 0: only when asked for.
    @WithDefault("100")
    int from();
}
