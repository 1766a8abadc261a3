package dev.sightline.taste;

import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.taste.TasteProvider.Verdict;
import dev.sightline.taste.personalize.PersonalizeTaste;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/// The provider that the settings name.
@ApplicationScoped
class TasteProviders {

    @Produces
    @ApplicationScoped
    TasteProvider chosen(TasteConfig config, PersonalizeTaste personalize) {
        return switch (config.provider()) {
            case LOCAL -> (local, _, _, _) -> new Verdict(local, Judge.LOCAL);
            case PERSONALIZE -> personalize;
        };
    }
}
