package dev.sightline.taste;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sightline.account.Person;
import dev.sightline.library.Collections;
import dev.sightline.taste.Taste.Liking;
import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.taste.TasteProvider.Verdict;
import dev.sightline.taste.TasteRepository.Styled;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// What people like, read from what they did, with the styles that pictures have now.
@ApplicationScoped
public class Tastes {

    /// Older acts hardly count any more.
    private static final int MOST_ACTS = 1000;

    private static final int MOST_CLUSTERINGS = 100;

    private final TasteRepository repository;
    private final Collections collections;
    private final TasteConfig config;
    private final TasteProvider provider;
    private final TasteModel model;

    /// Sizes change slowly, and counting takes long.
    private final Cache<UUID, Map<UUID, Long>> sizes = Caffeine.newBuilder()
            .maximumSize(MOST_CLUSTERINGS)
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Tastes(TasteRepository repository, Collections collections, TasteConfig config, TasteProvider provider) {
        this.repository = repository;
        this.collections = collections;
        this.config = config;
        this.provider = provider;
        this.model = new TasteModel(config);
    }

    /// Whether orders in the library follow taste.
    public boolean enabled() {
        return config.enabled() && repository.followed(collections.library());
    }

    /// Whether it can be switched on at all: a setting may forbid it.
    boolean allowed() {
        return config.enabled();
    }

    /// For all people of the library.
    void enable(boolean followed) {
        repository.setFollowed(collections.library(), followed);
    }

    /// For the styles of a collection; of none where there are no styles, or taste is switched off.
    public Taste of(Person person, long collection) {
        if (!config.enabled()) {
            return Taste.NONE;
        }
        var clustering = repository.clustering(collection);
        if (clustering == null) {
            return Taste.NONE;
        }
        var acts = repository.acts(person, clustering, MOST_ACTS);
        return acts.isEmpty() ? Taste.NONE : model.of(acts, sizes.get(clustering, repository::sizes), Instant.now());
    }

    /// How much somebody likes the styles that they search among, by the provider of the settings.
    ///
    /// @param taste  as [#of] tells it
    /// @param styles different from each other, those of the best candidates first
    public Verdict judge(Taste taste, Person person, long collection, Collection<UUID> styles) {
        return styles.isEmpty() ? new Verdict(taste, Judge.LOCAL) : provider.judge(taste, person, collection, styles);
    }

    /// What taste counts against relevance for somebody, 0 to 1.
    public double weight(Person person) {
        return repository.weight(person).orElse(config.weight());
    }

    /// Remembers it.
    ///
    /// @param weight 0 to 1
    public void prefer(Person person, double weight) {
        repository.setWeight(person, weight);
    }

    /// A style, and how much somebody likes it.
    ///
    /// @param score 0 to 1; 0.5 is neither liked nor avoided
    /// @param acts  with how many pictures of the style they did what
    /// @param why   `you favoured 6 of Neon`, or empty
    @RegisterForReflection
    record Liked(UUID id, String name, double score, Map<Interaction.Type, Integer> acts, String why) {}

    /// The styles of the library, those liked most first; none where there is no taste.
    List<Liked> liked(Taste taste) {
        var clustering = taste.likings().isEmpty() ? null : repository.clustering(collections.library());
        return clustering == null
                ? List.of()
                : repository.names(clustering).entrySet().stream()
                        .filter(style -> taste.likings().containsKey(style.getKey()))
                        .map(style -> liked(
                                style.getKey(),
                                style.getValue(),
                                taste.likings().get(style.getKey())))
                        .sorted(Comparator.comparingDouble(Liked::score)
                                .reversed()
                                .thenComparing(Liked::name))
                        .toList();
    }

    private static Liked liked(UUID style, String name, Liking liking) {
        return new Liked(style, name, liking.score(), liking.acts(), TasteWords.because(name, liking.acts()));
    }

    /// Why a picture is liked.
    ///
    /// @param words `you favoured 6 of Neon`
    public record Reason(UUID style, String words) {}

    /// Why these images of the library were moved up by whoever judged their styles.
    public Map<UUID, Reason> reasons(Taste taste, Judge judge, Collection<UUID> images) {
        if (judge == null || images.isEmpty()) {
            return Map.of();
        }
        if (judge.by().equals(Judge.LOCAL.by())) {
            var reasons = reasons(taste, images);
            reasons.replaceAll((_, reason) -> new Reason(reason.style(), TasteWords.instead(reason.words(), judge)));
            return reasons;
        }
        return repository.styles(collections.library(), images).stream()
                .collect(Collectors.toMap(
                        Styled::image, styled -> new Reason(styled.style(), TasteWords.expected(styled.name()))));
    }

    /// Why those of these images of the library are liked whose style is.
    public Map<UUID, Reason> reasons(Taste taste, Collection<UUID> images) {
        var reasons = new HashMap<UUID, Reason>();
        if (!taste.isNeutral() && !images.isEmpty()) {
            for (var styled : repository.styles(collections.library(), images)) {
                var liking = taste.likings().get(styled.style());
                if (liking != null
                        && liking.score() > Taste.NEUTRAL
                        && !liking.acts().isEmpty()) {
                    var words = TasteWords.because(styled.name(), liking.acts());
                    reasons.put(styled.image(), new Reason(styled.style(), words));
                }
            }
        }
        return reasons;
    }
}
