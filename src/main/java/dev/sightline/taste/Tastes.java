package dev.sightline.taste;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.account.Person;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What people like, read from what they did, with the styles that pictures have now.
@ApplicationScoped
public class Tastes {

    /// Older acts hardly count any more.
    private static final int MOST_ACTS = 1000;

    private static final int MOST_CLUSTERINGS = 100;

    private final TasteRepository repository;
    private final TasteConfig config;
    private final TasteModel model;

    /// Sizes change slowly, and counting takes long.
    private final Cache<UUID, Map<UUID, Long>> sizes = Caffeine.newBuilder()
            .maximumSize(MOST_CLUSTERINGS)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Tastes(TasteRepository repository, TasteConfig config) {
        this.repository = repository;
        this.config = config;
        this.model = new TasteModel(config);
    }

    /// Whether orders follow taste.
    public boolean enabled() {
        return config.enabled();
    }

    /// For the styles of a collection; of none where there are no styles, or taste is switched off.
    public Taste of(Person person, long collection) {
        if (!config.enabled()) {
            return Taste.NONE;
        }
        var acts = repository.acts(person, collection, MOST_ACTS);
        var clustering = acts.isEmpty() ? null : repository.clustering(collection);
        return clustering == null
                ? Taste.NONE
                : model.of(acts, sizes.get(clustering, repository::sizes), Instant.now());
    }

    /// What taste counts against relevance for somebody, 0 to 1.
    public double weight(Person person) {
        return config.enabled() ? repository.weight(person).orElse(config.weight()) : 0;
    }

    /// @param weight 0 to 1
    void prefer(Person person, double weight) {
        repository.setWeight(person, weight);
    }
}
