package dev.sightline.embedding.clip;

import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Set;

/// The half of a model that sees pictures.
final class VisionTower implements AutoCloseable {

    private static final String PIXELS = "pixel_values";

    private final Preprocessing preprocessing;
    private final OnnxModel model;

    private VisionTower(Preprocessing preprocessing, OnnxModel model) {
        this.preprocessing = preprocessing;
        this.model = model;
    }

    static VisionTower open(ModelFiles files, ModelDescription description, OnnxSettings settings) {
        var role =
                new OnnxModel.Role(Set.of(PIXELS), List.of("image_embeds", "pooler_output"), description.dimension());
        var model = OnnxModel.open(files, description.vision().path(), settings, role);
        return new VisionTower(description.preprocessing(), model);
    }

    Vector embed(Picture picture) {
        var pixels = FloatBuffer.wrap(preprocessing.pixels(picture));
        return model.embed(new OnnxModel.Input(PIXELS, pixels, 1, 3, preprocessing.height(), preprocessing.width()));
    }

    @Override
    public void close() {
        model.close();
    }
}
