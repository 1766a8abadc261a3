package dev.sightline.ingest;

import dev.sightline.ingest.FactsRepository.KeptSidecar;
import dev.sightline.library.Tags;
import dev.sightline.library.Words;
import dev.sightline.picture.PictureMetadata;
import dev.sightline.picture.Sidecar;
import dev.sightline.picture.SidecarException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/// Keeps what a picture says about itself, in its file and beside it. What a person has written stays.
@ApplicationScoped
class Facts {

    private static final Logger LOG = Logger.getLogger(Facts.class);

    private final FactsRepository repository;

    Facts(FactsRepository repository) {
        this.repository = repository;
    }

    /// @param file what the image's file says
    void keep(UUID image, PictureMetadata file) {
        var metadata = file;
        for (var sidecar : repository.sidecars(image)) {
            metadata = with(sidecar, metadata, image);
        }
        repository.store(image, metadata, title(metadata), tags(metadata));
    }

    /// The image's own sidecar goes before its file; one of a duplicate only says what is not known yet.
    private static PictureMetadata with(KeptSidecar kept, PictureMetadata metadata, UUID image) {
        try {
            var sidecar = Sidecar.read(kept.text());
            return kept.own() ? sidecar.over(metadata) : sidecar.under(metadata);
        } catch (SidecarException e) {
            LOG.warnf("A sidecar of %s is left out: %s", image, e.getMessage());
            return metadata;
        }
    }

    private static String title(PictureMetadata metadata) {
        var title = metadata.words().title();
        return title == null || title.length() <= Words.LONGEST_TITLE
                ? title
                : title.substring(0, title.offsetByCodePoints(0, title.codePointCount(0, Words.LONGEST_TITLE)));
    }

    /// Keywords by the rule of tags; what that refuses is no tag.
    private static List<String> tags(PictureMetadata metadata) {
        return metadata.words().keywords().stream()
                .flatMap(keyword -> {
                    try {
                        return Stream.of(Tags.normalised(keyword));
                    } catch (IllegalArgumentException e) {
                        return Stream.empty();
                    }
                })
                .distinct()
                .toList();
    }
}
