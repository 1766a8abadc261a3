package dev.sightline.evaluation;

import dev.sightline.account.Person;
import dev.sightline.search.RecordedSearch;
import dev.sightline.taste.Interaction.Type;
import dev.sightline.taste.Interactions;
import dev.sightline.taste.Interactions.OfSearch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Labels out of what a person did with the results of searches.
///
/// What is shown first is looked at most, whatever it is. So each act counts by how unlikely it was that anybody looked
/// there: 1 / p, where p = 1 / position is the chance that a result was looked at at all (inverse propensity weighting
/// by a position-based model, Joachims, Swaminathan and Schnabel 2017, with their η = 1). Weights above ten are
/// cut to ten, because a single act far below would outweigh all others.
@ApplicationScoped
class RecordedLabels {

    private static final double LARGEST_WEIGHT = 10;

    /// What an act says about relevance, next to a look.
    private static final Map<Type, Integer> WORTH =
            Map.of(Type.VIEW, 1, Type.FAVOURITE, 4, Type.DOWNLOAD, 5, Type.UNFAVOURITE, -4);

    private static final int LARGEST_GRADE = 100;

    private final EvaluationRepository repository;
    private final Interactions interactions;

    RecordedLabels(EvaluationRepository repository, Interactions interactions) {
        this.repository = repository;
        this.interactions = interactions;
    }

    /// The searches by text that ended with an act, each with the images acted on that can still be found.
    List<LabelledQuery> of(long collection, Person person) {
        var weights = new LinkedHashMap<String, Map<UUID, Double>>();
        for (var act : interactions.ofSearches(person)) {
            RecordedSearch.text(act.query()).ifPresent(text -> weights.computeIfAbsent(text, _ -> new LinkedHashMap<>())
                    .merge(act.image(), weight(act), Double::sum));
        }
        var all = weights.values().stream()
                .flatMap(images -> images.keySet().stream())
                .distinct()
                .toList();
        var ready = repository.ready(collection, all);
        weights.values().forEach(images -> images.keySet().retainAll(ready));
        return weights.entrySet().stream()
                .map(query -> new LabelledQuery(query.getKey(), grades(query.getValue())))
                .filter(query -> !query.grades().isEmpty())
                .toList();
    }

    private static double weight(OfSearch act) {
        return WORTH.get(act.type()) * Math.min(act.position(), LARGEST_WEIGHT);
    }

    private static Map<UUID, Integer> grades(Map<UUID, Double> weights) {
        var grades = new LinkedHashMap<UUID, Integer>();
        weights.forEach((image, weight) -> {
            int grade = (int) Math.clamp(Math.round(weight), 0, LARGEST_GRADE);
            if (grade > 0) {
                grades.put(image, grade);
            }
        });
        return grades;
    }
}
