package dev.sightline.embedding;

import dev.sightline.picture.Picture;
import java.util.List;
import java.util.Set;

/// A model that turns text or a picture into a vector. Safe for use by several threads.
///
/// Every method throws [EmbeddingException] when the model cannot or will not answer.
public interface Embedder {

    Space space();

    Set<Modality> modalities();

    /// Whether texts and pictures share one space, so that a text finds pictures directly.
    boolean shared();

    /// What a person must know about the model before they trust it with their pictures; empty if there is nothing.
    String caveat();

    List<Vector> texts(List<String> texts, Purpose purpose);

    List<Vector> images(List<Picture> pictures, Purpose purpose);

    default Vector text(String text, Purpose purpose) {
        return texts(List.of(text), purpose).getFirst();
    }

    default Vector image(Picture picture, Purpose purpose) {
        return images(List.of(picture), purpose).getFirst();
    }
}
