package dev.sightline.embedding.clip;

import dev.sightline.embedding.Vector;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Set;

/// The half of a model that reads texts.
final class TextTower implements AutoCloseable {

    private static final String IDS = "input_ids";
    private static final String MASK = "attention_mask";

    private final Tokenizer tokenizer;
    private final OnnxModel model;

    private TextTower(Tokenizer tokenizer, OnnxModel model) {
        this.tokenizer = tokenizer;
        this.model = model;
    }

    static TextTower open(ModelFiles files, ModelDescription description, OnnxSettings settings) {
        var tokenizer = Tokenizer.open(files, description.family(), description.tokens());
        try {
            var role = new OnnxModel.Role(
                    Set.of(IDS, MASK), List.of("text_embeds", "pooler_output"), description.dimension());
            var model = OnnxModel.open(files, description.text().path(), settings, role);
            return new TextTower(tokenizer, model);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    int dimension() {
        return model.dimension().orElseGet(() -> embed("").dimension());
    }

    Vector embed(String text) {
        var tokens = tokenizer.encode(text);
        int length = tokens.ids().length;
        return model.embed(
                new OnnxModel.Input(IDS, LongBuffer.wrap(tokens.ids()), 1, length),
                new OnnxModel.Input(MASK, LongBuffer.wrap(tokens.mask()), 1, length));
    }

    @Override
    public void close() {
        model.close();
        tokenizer.close();
    }
}
