package dev.sightline.embedding.clip;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/// What a model's small files say about it; its weights are not touched.
///
/// @param tokens    the longest text, special tokens included
/// @param dimension of its vectors, where the configuration states it; otherwise only the graph knows
record ModelDescription(
        Family family,
        String name,
        int tokens,
        OptionalInt dimension,
        Preprocessing preprocessing,
        OnnxFile text,
        OnnxFile vision) {

    static ModelDescription read(ModelFiles files) {
        var config = files.json(ModelFiles.CONFIG);
        var family = Family.of(config.path("model_type").asText(), files);
        if (!files.has(ModelFiles.TOKENIZER)) {
            throw files.missing(ModelFiles.TOKENIZER, null);
        }
        return new ModelDescription(
                family,
                name(config.path("_name_or_path").asText(), files),
                config.at("/text_config/max_position_embeddings").asInt(family.tokens()),
                dimension(config.path("projection_dim")),
                PreprocessorConfig.read(files),
                OnnxFile.find("text_model", files),
                OnnxFile.find("vision_model", files));
    }

    private static String name(String stated, ModelFiles files) {
        return stated.isBlank() ? files.name() : stated;
    }

    private static OptionalInt dimension(JsonNode stated) {
        return stated.isInt() ? OptionalInt.of(stated.intValue()) : OptionalInt.empty();
    }

    String quantisation() {
        return text.quantisation().equals(vision.quantisation())
                ? text.quantisation()
                : "%s text, %s pictures".formatted(text.quantisation(), vision.quantisation());
    }
}
