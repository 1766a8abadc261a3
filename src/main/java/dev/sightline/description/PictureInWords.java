package dev.sightline.description;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.picture.Picture;
import dev.sightline.picture.Renditions;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;

/// What a picture that somebody searches with shows, in words, for models that see no pictures.
@ApplicationScoped
public class PictureInWords {

    private final Describers describers;

    PictureInWords(Describers describers) {
        this.describers = describers;
    }

    /// @throws ProblemException   409 nothing describes pictures
    /// @throws EmbeddingException if what describes them does not answer
    public String of(Picture picture) {
        if (!describers.isEnabled()) {
            throw new ProblemException(
                    409,
                    "descriptions-off",
                    "The model of the search sees no pictures: one has to be described before it can be searched with."
                            + " Set sightline.description.provider, then start Sightline again.");
        }
        var said = describers.claude().describe(jpeg(picture), "", Haste.SEARCH);
        return said.title() + ". " + said.description();
    }

    private static byte[] jpeg(Picture picture) {
        var jpeg = Renditions.jpeg(picture, Renditions.PREVIEW);
        return jpeg.length <= Claude.MOST_BYTES ? jpeg : Renditions.jpeg(picture, Renditions.PREVIEW / 2);
    }
}
