package dev.sightline.embedding;

import dev.sightline.embedding.hub.Models;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/// The embedder of the configuration, made when it is first asked for something.
final class EmbeddingProviders {

    @Produces
    @ApplicationScoped
    Embedder embedder(EmbeddingConfiguration configuration, Models models) {
        return switch (configuration.provider()) {
            case CLIP -> models.open(models.wanted().id().equals(Models.DIRECTORY) ? Models.DIRECTORY : Models.DEMO);
        };
    }

    void close(@Disposes Embedder embedder) {
        embedder.close();
    }
}
