package dev.sightline.embedding;

import dev.sightline.picture.Picture;
import java.util.List;

/// A model that turns text or a picture into a vector. Safe for use by several threads.
///
/// Every method throws [EmbeddingException] when the model cannot or will not answer.
public interface Embedder extends AutoCloseable {

    Space space();

    /// Finds out whether the model can be asked, at little cost: nothing is loaded and nothing embedded.
    ///
    /// @throws EmbeddingException if it cannot, with what to do about it
    default void check() {}

    /// How many are best embedded at the same time, besides what the processors of this machine do.
    default int concurrency() {
        return 1;
    }

    /// Spaces of which the first values of a vector, brought to unit length, are a vector of this one.
    default List<Space> larger() {
        return List.of();
    }

    /// Whether vectors of this space may come from elsewhere: from the same model, but another program that ran it.
    default boolean takesVectors() {
        return false;
    }

    List<Vector> texts(List<String> texts, Purpose purpose);

    List<Vector> images(List<Picture> pictures, Purpose purpose);

    default Vector text(String text, Purpose purpose) {
        return texts(List.of(text), purpose).getFirst();
    }

    default Vector image(Picture picture, Purpose purpose) {
        return images(List.of(picture), purpose).getFirst();
    }

    /// Gives back what the model holds. Nothing can be asked of it afterwards.
    @Override
    default void close() {}
}
