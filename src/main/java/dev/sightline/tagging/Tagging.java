package dev.sightline.tagging;

import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.ingest.ImageReady;
import dev.sightline.library.Collections;
import dev.sightline.library.MachineTag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Gives pictures the tags of the vocabulary that they show.
@ApplicationScoped
class Tagging {

    private static final Logger LOG = Logger.getLogger(Tagging.class);

    private final Generations generations;
    private final Taggers taggers;
    private final VectorRepository vectors;
    private final TaggingRepository repository;
    private final Collections collections;

    Tagging(
            Generations generations,
            Taggers taggers,
            VectorRepository vectors,
            TaggingRepository repository,
            Collections collections) {
        this.generations = generations;
        this.taggers = taggers;
        this.vectors = vectors;
        this.repository = repository;
        this.collections = collections;
    }

    /// A new picture has its tags as soon as it can be found. Where that fails, the sweep sees to it.
    void tag(@Observes ImageReady ready) {
        if (!taggers.isEnabled() || ready.collection() != collections.library()) {
            return;
        }
        try {
            tag(List.of(ready.image()));
        } catch (RuntimeException e) {
            LOG.warnf("%s is tagged later: %s", ready.image(), e.getMessage());
        }
    }

    /// @throws dev.sightline.embedding.EmbeddingException if the model has to be asked, and does not answer
    void tag(List<UUID> images) {
        var generation = generations.active();
        var tagger = taggers.of(generation);
        var given = new HashMap<UUID, List<MachineTag>>();
        vectors.ofImages(generation, images).forEach((image, picture) -> given.put(image, tagger.tags(picture)));
        repository.keep(taggers.key(generation), given);
    }

    /// Some pictures that are still to be tagged; none where tagging is switched off.
    List<UUID> pending(int limit) {
        if (!taggers.isEnabled()) {
            return List.of();
        }
        var generation = generations.active();
        return repository.pending(generation, taggers.key(generation), limit);
    }

    /// How far it has come, or null where tagging is switched off.
    Progress progress() {
        return taggers.isEnabled() ? repository.progress(taggers.key(generations.active())) : null;
    }

    /// @param tagged pictures of the library that were looked at
    /// @param all    its pictures
    /// @param tags   that they were given
    record Progress(long tagged, long all, long tags) {}
}
