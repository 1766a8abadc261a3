package dev.sightline.embedding.clip;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.picture.Picture;
import java.util.List;

/// A CLIP or SigLIP model on this machine, by ONNX Runtime. Nothing is sent anywhere.
///
/// Texts and pictures have half of the model each, opened by the first of them. The inputs of a batch run one after
/// another, because what a quantised model answers depends on what else is in its batch.
public final class ClipEmbedder implements Embedder {

    private final ModelFiles files;
    private final OnnxSettings settings;
    private final NativeLibraries libraries;
    private final Lazily<TextTower> text;
    private final Lazily<VisionTower> vision;
    private volatile Space space;

    /// Reads nothing yet.
    public ClipEmbedder(ModelFiles files, OnnxSettings settings, NativeLibraries libraries) {
        this.files = files;
        this.settings = settings;
        this.libraries = libraries;
        this.text = new Lazily<>(this::openText, TextTower::close);
        this.vision = new Lazily<>(this::openVision, VisionTower::close);
    }

    private TextTower openText() {
        libraries.load();
        return TextTower.open(files, ModelDescription.read(files), settings);
    }

    private VisionTower openVision() {
        libraries.load();
        return VisionTower.open(files, ModelDescription.read(files), settings);
    }

    /// Reads all of the model's files at the first call, to name their content.
    @Override
    public Space space() {
        if (space == null) {
            space = space(ModelDescription.read(files));
        }
        return space;
    }

    private Space space(ModelDescription description) {
        return new Space(
                "clip",
                description.name(),
                Revision.of(files, description),
                description.quantisation(),
                description.preprocessing().toString(),
                "{}",
                "",
                description.dimension().orElseGet(() -> text.use(TextTower::dimension)));
    }

    @Override
    public void check() {
        libraries.check();
        ModelDescription.read(files);
    }

    @Override
    public List<Vector> texts(List<String> texts, Purpose purpose) {
        return text.use(tower -> texts.stream().map(tower::embed).toList());
    }

    @Override
    public List<Vector> images(List<Picture> pictures, Purpose purpose) {
        return vision.use(tower -> pictures.stream().map(tower::embed).toList());
    }

    @Override
    public void close() {
        text.close();
        vision.close();
    }
}
