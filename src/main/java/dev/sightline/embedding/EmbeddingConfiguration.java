package dev.sightline.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// Which model turns texts and pictures into vectors.
@ConfigMapping(prefix = "sightline.embedding")
public interface EmbeddingConfiguration {

    @WithDefault("clip")
    Provider provider();

    /// The id of a model of the catalogue, or `demo`. A directory that `sightline.model-dir` names comes before it.
    @WithDefault("clip-vit-base-patch32-q8")
    String model();

    /// How many threads of a local model work on one input together. One is the least work for the processors; pictures
    /// are taken in by several workers anyway.
    @WithDefault("1")
    int threads();

    /// Whether what is written about an image gets a vector too, beside its pixels.
    @WithDefault("true")
    boolean words();

    enum Provider {
        /// A CLIP or SigLIP model on this machine.
        CLIP,
        /// Amazon Titan Multimodal Embeddings, by Amazon Bedrock.
        TITAN,
        /// Amazon Nova Multimodal Embeddings, by Amazon Bedrock.
        NOVA,
        /// Cohere Embed, by Amazon Bedrock, which sees no pictures: it reads what is written about them.
        COHERE,
        /// A CLIP model behind endpoints of Amazon SageMaker.
        SAGEMAKER
    }
}
