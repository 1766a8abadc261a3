package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibrations;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.ingest.Pictures;
import dev.sightline.ingest.Pictures.OpenPicture;
import dev.sightline.library.Library;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureException;
import dev.sightline.picture.Renditions;
import dev.sightline.search.Aim.Part;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.storage.Keys;
import dev.sightline.storage.MissingObjectException;
import dev.sightline.storage.ObjectStore;
import dev.sightline.upload.Uploads;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns what somebody is looking for into vectors.
@ApplicationScoped
class Aims {

    private static final int LARGEST_DATA = 3 << 20;

    private final QueryVectors queryVectors;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final Library library;
    private final Uploads uploads;
    private final ObjectStore objects;
    private final Pictures pictures;

    Aims(
            QueryVectors queryVectors,
            Calibrations calibrations,
            VectorRepository vectors,
            Library library,
            Uploads uploads,
            ObjectStore objects,
            Pictures pictures) {
        this.queryVectors = queryVectors;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.library = library;
        this.uploads = uploads;
        this.objects = objects;
        this.pictures = pictures;
    }

    /// @throws ProblemException if a picture cannot be read, or the model does not answer
    Aim of(Query query, SearchRequest request, Scope scope) {
        var examples = request.examples();
        if (query.text().isEmpty() && examples.isEmpty() && query.not().isEmpty()) {
            return new Aim(List.of(), List.of(), Set.of());
        }
        var calibration = calibrations.of(scope.generation());
        var kinds = scope.kinds();
        var weights = Weights.of(query, request);
        var parts = new ArrayList<Part>();
        var not = new ArrayList<Part>();
        if (!query.text().isEmpty()) {
            parts.add(Part.ofText(text(query.text(), scope), weights.text(), calibration, kinds));
        }
        for (var example : examples) {
            var looks = vectors(example, scope);
            if (example.isUnwanted()) {
                not.add(Part.ofPicture(looks, -example.weight(), calibration, kinds));
            } else {
                parts.add(Part.ofPicture(looks, weights.pictures() * example.weight(), calibration, kinds));
            }
        }
        query.not().forEach(word -> not.add(Part.ofText(text(word, scope), 1, calibration, kinds)));
        return new Aim(parts.stream().filter(part -> part.weight() > 0).toList(), not, ids(examples));
    }

    /// A text alone.
    Part part(String text, Scope scope) {
        return Part.ofText(text(text, scope), 1, calibrations.of(scope.generation()), scope.kinds());
    }

    /// What the text and what every picture counts, each 1 where they are in balance or alone.
    private record Weights(double text, double pictures) {

        static Weights of(Query query, SearchRequest request) {
            boolean both =
                    !query.text().isEmpty() && request.examples().stream().anyMatch(example -> !example.isUnwanted());
            double share = request.balance();
            return both ? new Weights(Math.min(1, 2 - 2 * share), Math.min(1, 2 * share)) : new Weights(1, 1);
        }
    }

    private Vector text(String text, Scope scope) {
        return queryVectors.text(QueryParser.plain(text), scope);
    }

    /// One, or several of which each may be what is meant.
    private List<Vector> vectors(Example example, Scope scope) {
        long sources = Stream.of(example.id(), example.data(), example.upload())
                .filter(Objects::nonNull)
                .count();
        if (sources != 1) {
            throw new ProblemException(
                    422, "invalid-example", "An example is exactly one of \"id\", \"data\" and \"upload\".");
        }
        if (example.id() != null) {
            return example.crop() == null
                    ? stored(example.id(), scope)
                    : List.of(cropped(example, () -> preview(example.id(), scope.person()), scope));
        }
        if (example.upload() != null) {
            return shown(example, () -> uploads.query(example.upload(), scope.person()), scope);
        }
        if (example.data().length > LARGEST_DATA) {
            throw new ProblemException(
                    413, "picture-too-large", "\"data\" holds at most 3 MB. Make the picture smaller, or upload it.");
        }
        return shown(example, example::data, scope);
    }

    private List<Vector> stored(UUID id, Scope scope) {
        var image = library.get(id, scope.person()).id();
        var found = vectors.ofImages(scope.generation(), List.of(image)).get(image);
        return found != null
                ? found.stream().map(Calibrated::vector).toList()
                : List.of(queryVectors.part(
                        image, scope, () -> opened(preview(image, scope.person()), OpenPicture::preview)));
    }

    /// What somebody brought along: as it is, or a screenshot with the picture in it.
    private List<Vector> shown(Example example, Supplier<byte[]> bytes, Scope scope) {
        return example.crop() == null
                ? queryVectors.picture(
                        Source.of(example, scope.person()), scope, () -> opened(bytes.get(), OpenPicture::preview))
                : List.of(cropped(example, bytes, scope));
    }

    private Vector cropped(Example example, Supplier<byte[]> bytes, Scope scope) {
        return queryVectors.part(
                Source.of(example, scope.person()),
                scope,
                () -> opened(bytes.get(), file -> cropped(file.decode(), example.crop())));
    }

    /// What tells the picture of an example from all others. Uploads are those of one person.
    private record Source(UUID id, UUID upload, String hash, Crop crop, long person) {

        static Source of(Example example, Person person) {
            return new Source(
                    example.id(),
                    example.upload(),
                    example.data() == null ? null : hash(example.data()),
                    example.crop(),
                    person.id());
        }

        private static String hash(byte[] bytes) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    private byte[] preview(UUID id, Person person) {
        var image = library.get(id, person);
        if (image.width() == null) {
            throw new ProblemException(
                    409, "image-not-ready", "%s is still being taken in. Try again soon.".formatted(image.name()));
        }
        try {
            return objects.get(Keys.rendition(image.id(), Renditions.PREVIEW));
        } catch (MissingObjectException e) {
            throw new ProblemException(
                    409,
                    "preview-missing",
                    "The preview of %s is missing. The next audit makes it again; try again later."
                            .formatted(image.name()),
                    e);
        }
    }

    /// What is looked at of a file.
    @FunctionalInterface
    private interface Look {
        Picture of(OpenPicture file) throws InterruptedException;
    }

    private Picture opened(byte[] bytes, Look look) {
        try (var file = pictures.open(() -> bytes, bytes.length)) {
            return look.of(file);
        } catch (PictureException e) {
            throw new ProblemException(422, e.code(), e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(503, "interrupted", "The service is stopping. Try again soon.", e);
        }
    }

    private static Picture cropped(Picture picture, Crop crop) {
        boolean inside = crop.x() >= 0
                && crop.y() >= 0
                && crop.width() > 0
                && crop.height() > 0
                && crop.x() + crop.width() <= 1 + 1e-6
                && crop.y() + crop.height() <= 1 + 1e-6;
        if (!inside) {
            throw new ProblemException(
                    422,
                    "invalid-crop",
                    "A crop lies within the picture: x, y, width and height are fractions of its sides, 0 to 1.");
        }
        int x = Math.min((int) (crop.x() * picture.width()), picture.width() - 1);
        int y = Math.min((int) (crop.y() * picture.height()), picture.height() - 1);
        int width = Math.clamp(Math.round(crop.width() * picture.width()), 1, picture.width() - x);
        int height = Math.clamp(Math.round(crop.height() * picture.height()), 1, picture.height() - y);
        return picture.crop(x, y, width, height);
    }

    private static Set<UUID> ids(List<Example> examples) {
        return examples.stream().map(Example::id).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
