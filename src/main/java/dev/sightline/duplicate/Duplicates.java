package dev.sightline.duplicate;

import dev.sightline.account.Person;
import dev.sightline.duplicate.DuplicateRepository.Decision;
import dev.sightline.duplicate.DuplicateRepository.Pair;
import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.Calibrations;
import dev.sightline.index.Generations;
import dev.sightline.index.VectorRepository;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.library.Image;
import dev.sightline.library.Images;
import dev.sightline.library.Library;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// Groups of pictures that look the same, for a person to decide which to keep.
@ApplicationScoped
public class Duplicates {

    /// Two pictures are as good as one if their vectors are closer than this part of what is usual between pictures.
    private static final double SAME = 0.15;

    private final DuplicateRepository repository;
    private final Generations generations;
    private final Calibrations calibrations;
    private final VectorRepository vectors;
    private final Collections collections;
    private final Images images;
    private final Library library;

    Duplicates(
            DuplicateRepository repository,
            Generations generations,
            Calibrations calibrations,
            VectorRepository vectors,
            Collections collections,
            Images images,
            Library library) {
        this.repository = repository;
        this.generations = generations;
        this.calibrations = calibrations;
        this.vectors = vectors;
        this.collections = collections;
        this.images = images;
        this.library = library;
    }

    /// Images that look the same.
    ///
    /// @param images the best first: most pixels, then most bytes, then the one that was there first
    public record Group(List<Image> images) {

        public Image best() {
            return images.getFirst();
        }
    }

    /// All groups that nobody has decided about, the largest first.
    public List<Group> groups(Person person) {
        return connected(agreeing(repository.open(collections.library()))).stream()
                .map(ids -> images.byIds(List.copyOf(ids), person).stream()
                        .sorted(BEST_FIRST)
                        .toList())
                .filter(group -> group.size() > 1)
                .map(Group::new)
                .sorted(Comparator.comparingInt((Group group) -> group.images().size())
                        .reversed()
                        .thenComparing(group -> group.best().id()))
                .toList();
    }

    private static final Comparator<Image> BEST_FIRST = Comparator.comparingLong(
                    (Image image) -> (long) image.width() * image.height())
            .thenComparingLong(Image::size)
            .reversed()
            .thenComparing(Image::id);

    /// Those of the pairs whose vectors say so too: a hash alone takes any two sunsets over the sea for one.
    private List<Pair> agreeing(List<Pair> pairs) {
        var generation = generations.active();
        var calibration = calibrations.of(generation);
        var ids = new HashSet<UUID>();
        pairs.forEach(pair -> ids.addAll(List.of(pair.first(), pair.second())));
        var known = vectors.ofImages(generation, ids);
        var usual = new HashMap<UUID, Double>();
        return pairs.stream()
                .filter(pair -> known.containsKey(pair.first()) && known.containsKey(pair.second()))
                .filter(pair -> agree(
                        known.get(pair.first()),
                        known.get(pair.second()),
                        usual.computeIfAbsent(pair.first(), id -> usual(known.get(id), calibration))))
                .toList();
    }

    /// Of several vectors of a picture the nearest counts.
    private static boolean agree(List<Calibrated> first, List<Calibrated> second, double usual) {
        var others = vectors(second);
        double nearest = first.stream()
                .mapToDouble(one -> one.vector().greatestCosine(others))
                .max()
                .orElseThrow();
        return 1 - nearest <= SAME * (1 - usual);
    }

    private static double usual(List<Calibrated> picture, Calibration calibration) {
        return calibration.background(vectors(picture)).mean();
    }

    private static List<Vector> vectors(List<Calibrated> picture) {
        return picture.stream().map(Calibrated::vector).toList();
    }

    private static List<Set<UUID>> connected(List<Pair> pairs) {
        var groups = new LinkedHashMap<UUID, Set<UUID>>();
        for (var pair : pairs) {
            var merged = new LinkedHashSet<UUID>();
            Stream.of(pair.first(), pair.second()).forEach(id -> merged.addAll(groups.getOrDefault(id, Set.of(id))));
            merged.forEach(id -> groups.put(id, merged));
        }
        return groups.values().stream().distinct().toList();
    }

    /// Keeps some of a group's images and moves the others to the trash.
    ///
    /// @param images of the group
    /// @param keep   some of these, one at least
    /// @throws ProblemException 404 no such image, 422 nothing or something else is to be kept
    public Decision decide(List<UUID> images, List<UUID> keep, Person person) {
        if (images.size() < 2 || keep.isEmpty() || !images.containsAll(keep)) {
            throw new ProblemException(
                    422, "invalid-decision", "\"keep\" names one or more of the two or more \"images\".");
        }
        images.forEach(image -> library.get(image, person));
        var trashed = images.stream().filter(image -> !keep.contains(image)).toList();
        var decision = new Decision(Ids.next(), keep, trashed);
        repository.record(decision, person.id());
        trashed.forEach(image -> library.trash(image, person));
        return decision;
    }

    /// Takes a decision back: what went to the trash with it is in the library again.
    ///
    /// @throws ProblemException 404 there is no such decision, or it was taken back before
    public void undo(UUID decision, Person person) {
        repository
                .undo(decision, person.id())
                .orElseThrow(() -> new ProblemException(
                        404, "decision-not-found", "There is nothing to undo: it was undone before, or never done."))
                .trashed()
                .forEach(image -> restore(image, person));
    }

    /// One that was deleted from the trash in the meantime stays deleted.
    private void restore(UUID image, Person person) {
        if (images.find(image, person).isPresent()) {
            library.restore(image, person);
        }
    }
}
