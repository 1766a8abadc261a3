package dev.sightline.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How results are chosen and kept.
@ConfigMapping(prefix = "sightline.search")
public interface SearchConfig {

    /// The most candidates that a search looks at.
    @WithDefault("2000")
    int window();

    /// The strength from which a result counts as relevant: 0 is what is usual for the query, 1 a full match.
    @WithDefault("0.86")
    double relevant();

    /// For how long a ranking can be paged through.
    @WithDefault("15M")
    Duration rankingLife();
}
