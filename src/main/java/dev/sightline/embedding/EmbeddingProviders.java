package dev.sightline.embedding;

import dev.sightline.embedding.clip.ClipEmbedder;
import dev.sightline.embedding.clip.ModelFiles;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// The embedder of the configuration, made when it is first asked for something.
final class EmbeddingProviders {

    @Produces
    @ApplicationScoped
    Embedder embedder(
            EmbeddingConfiguration configuration,
            @ConfigProperty(name = "sightline.native-libraries") Optional<Path> libraries) {
        return switch (configuration.provider()) {
            case CLIP ->
                new ClipEmbedder(
                        configuration.modelDir().map(ModelFiles::in).orElseGet(ModelFiles::demo),
                        new OnnxSettings(configuration.threads(), true),
                        libraries.map(NativeLibraries::in).orElseGet(NativeLibraries::inTheUsualPlace));
        };
    }

    void close(@Disposes Embedder embedder) {
        embedder.close();
    }
}
