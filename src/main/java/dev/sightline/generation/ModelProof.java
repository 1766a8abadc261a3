package dev.sightline.generation;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.hub.Model;
import dev.sightline.ingest.StoredRenditions;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Whether vectors are of the model that somebody says: it is asked for one of their pictures. Vectors of another model
/// of the same dimension look like any others, and no search with them would find anything.
@ApplicationScoped
class ModelProof {

    /// Cosines of vectors that one model gives for one picture are above it, even if it was scaled, cropped a little
    /// or encoded in another way in between; those of different models have nothing in common, and are near 0.
    private static final double ALIKE = 0.9;

    /// How many pictures are asked for before a model is taken for another one: the first may be another picture of the
    /// same name.
    private static final int PICTURES = 3;

    private final StoredRenditions renditions;

    ModelProof(StoredRenditions renditions) {
        this.renditions = renditions;
    }

    /// @param name by which it was given
    record Given(String name, UUID image, Vector vector) {}

    private record Seen(Given given, double cosine) {}

    /// @throws ProblemException   409 if the model gives other vectors for these pictures
    /// @throws EmbeddingException if it does not answer
    void require(Model model, Embedder embedder, List<Given> vectors) {
        Seen best = null;
        int asked = 0;
        for (var given : vectors) {
            var seen = seen(embedder, given);
            if (seen.isEmpty()) {
                continue;
            }
            if (seen.get().cosine() >= ALIKE) {
                return;
            }
            if (best == null || seen.get().cosine() > best.cosine()) {
                best = seen.get();
            }
            if (++asked == PICTURES) {
                break;
            }
        }
        throw best == null ? unseen(model) : other(model, best, asked);
    }

    /// Empty if its preview cannot be read, or the model does not take it.
    private Optional<Seen> seen(Embedder embedder, Given given) {
        try {
            var own = embedder.image(renditions.read(given.image(), Renditions.PREVIEW), Purpose.INDEX);
            return Optional.of(new Seen(given, given.vector().cosine(own)));
        } catch (MissingObjectException | PictureException e) {
            return Optional.empty();
        } catch (EmbeddingException e) {
            if (e.isPassing()) {
                throw e;
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddingException("Sightline is stopping.", true, e);
        }
    }

    private static ProblemException other(Model model, Seen best, int asked) {
        return new ProblemException(
                409,
                "other-model",
                String.format(
                        Locale.ROOT,
                        "These vectors seem to be of another model than %s. For %s it gives one whose cosine to that which"
                                + " was brought is %.2f, and at least %.1f is expected%s. Nothing was stored. Name the model"
                                + " that they are of, or make sure that they are of the pictures that are here.",
                        model.name(),
                        best.given().name(),
                        best.cosine(),
                        ALIKE,
                        asked == 1 ? "" : "; %d pictures were tried".formatted(asked)));
    }

    private static ProblemException unseen(Model model) {
        return new ProblemException(
                409,
                "preview-missing",
                "Whether these vectors are of %s cannot be told: it could be given no preview of their pictures. The next audit makes previews again that are missing."
                        .formatted(model.name()));
    }
}
