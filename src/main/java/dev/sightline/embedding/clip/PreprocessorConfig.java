package dev.sightline.embedding.clip;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.picture.Resampling;
import java.util.List;
import java.util.stream.StreamSupport;

/// Reads `preprocessor_config.json`, in the older form with plain numbers for sizes as well as in the newer one.
final class PreprocessorConfig {

    private final ModelFiles files;
    private final JsonNode config;

    private PreprocessorConfig(ModelFiles files) {
        this.files = files;
        this.config = files.json(ModelFiles.PREPROCESSOR);
    }

    static Preprocessing read(ModelFiles files) {
        return new PreprocessorConfig(files).preprocessing();
    }

    private Preprocessing preprocessing() {
        if (!enabled("do_resize", true)) {
            throw refused("do_resize must be true");
        }
        boolean crops = enabled("do_center_crop", config.has("crop_size"));
        var resize = resize(config.path("size"), crops);
        var crop = crops ? exactly(config.path("crop_size"), "crop_size") : squashed(resize);
        if (!resize.covers(crop.width(), crop.height())) {
            throw refused("crop_size is larger than size");
        }
        return new Preprocessing(filter(), resize, crop.width(), crop.height(), levels());
    }

    private boolean enabled(String step, boolean otherwise) {
        return config.path(step).asBoolean(otherwise);
    }

    /// A plain number is the shortest edge for the processors that crop, and a square for those that do not.
    private Resize resize(JsonNode size, boolean crops) {
        if (size.isInt() && crops) {
            return new Resize.ShortestEdge(positive(size, "size"));
        }
        if (size.has("shortest_edge")) {
            return new Resize.ShortestEdge(positive(size.path("shortest_edge"), "size"));
        }
        return exactly(size, "size");
    }

    private Resize.Exactly squashed(Resize resize) {
        if (resize instanceof Resize.Exactly exactly) {
            return exactly;
        }
        throw refused("a shortest edge without a crop gives no fixed size");
    }

    private Resize.Exactly exactly(JsonNode size, String name) {
        return size.isInt()
                ? new Resize.Exactly(positive(size, name), positive(size, name))
                : new Resize.Exactly(positive(size.path("width"), name), positive(size.path("height"), name));
    }

    private int positive(JsonNode number, String name) {
        if (!number.isInt() || number.intValue() < 1) {
            throw refused(name + " is not understood");
        }
        return number.intValue();
    }

    /// The numbers are Pillow's. Bicubic is what the processors of both families do unless told otherwise.
    private Resampling filter() {
        return switch (config.path("resample").asInt(3)) {
            case 1 -> Resampling.LANCZOS;
            case 2 -> Resampling.BILINEAR;
            case 3 -> Resampling.BICUBIC;
            default -> throw refused("resample %s is not supported".formatted(config.path("resample")));
        };
    }

    private Levels levels() {
        double scale =
                enabled("do_rescale", true) ? config.path("rescale_factor").asDouble(1 / 255.0) : 1;
        return enabled("do_normalize", true)
                ? new Levels(scale, channels("image_mean"), channels("image_std"))
                : new Levels(scale, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0));
    }

    private List<Double> channels(String name) {
        var values = StreamSupport.stream(config.path(name).spliterator(), false)
                .filter(JsonNode::isNumber)
                .map(JsonNode::doubleValue)
                .toList();
        if (values.size() != 3) {
            throw refused(name + " is not three numbers");
        }
        return values;
    }

    private EmbeddingException refused(String reason) {
        return files.damaged(ModelFiles.PREPROCESSOR, reason, null);
    }
}
