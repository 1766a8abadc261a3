package dev.sightline.embedding.hub;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.clip.ModelFiles;

/// A model of the catalogue.
final class PublishedModel implements Holding {

    private final ModelEntry entry;

    PublishedModel(ModelEntry entry) {
        this.entry = entry;
    }

    @Override
    public Model describe(boolean wanted) {
        return new Model(
                entry.id(),
                entry.name(),
                entry.licence(),
                entry.dimension(),
                entry.languages(),
                entry.bytes(),
                wanted,
                ModelState.ABSENT,
                null,
                null,
                null);
    }

    @Override
    public ModelFiles files() {
        throw new EmbeddingException("The model %s is not on this machine.".formatted(entry.id()), true, null);
    }
}
