package dev.sightline.description;

import dev.sightline.account.Persons;
import dev.sightline.description.DescriptionRepository.Counts;
import dev.sightline.embedding.PaidModel;
import dev.sightline.embedding.PaidModels;
import dev.sightline.embedding.Price;
import dev.sightline.ingest.ImageReady;
import dev.sightline.ingest.JobQueue;
import dev.sightline.ingest.RetriedJobs;
import dev.sightline.library.Collections;
import dev.sightline.library.Image;
import dev.sightline.library.Library;
import dev.sightline.library.WordsChanged;
import dev.sightline.web.PlainText;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Pictures described by a language model: new ones by themselves, all others when somebody asks for it, who was
/// told what it may cost.
@ApplicationScoped
class Descriptions implements PaidModels, RetriedJobs {

    static final String KIND = "describe";
    static final int LONGEST_FOCUS = 500;

    private static final Logger LOG = Logger.getLogger(Descriptions.class);

    private final DescriptionRepository repository;
    private final Describers describers;
    private final JobQueue queue;
    private final Library library;
    private final Collections collections;
    private final Persons persons;
    private final Describing describing;
    private final Event<WordsChanged> changed;

    Descriptions(
            DescriptionRepository repository,
            Describers describers,
            JobQueue queue,
            Library library,
            Collections collections,
            Persons persons,
            Describing describing,
            Event<WordsChanged> changed) {
        this.repository = repository;
        this.describers = describers;
        this.queue = queue;
        this.library = library;
        this.collections = collections;
        this.persons = persons;
        this.describing = describing;
        this.changed = changed;
    }

    /// How far it has come.
    ///
    /// @param never     what it costs to describe what was never described
    /// @param otherwise the same, with all that was described by another model or with another focus
    record State(String focus, Counts counts, Double never, Double otherwise) {}

    void check(@Observes StartupEvent event) {
        describers.check();
    }

    boolean isEnabled() {
        return describers.isEnabled();
    }

    /// A new picture is found before it is described: whether words come for it has nothing to do with its pixels.
    void describe(@Observes ImageReady ready) {
        if (!describers.isAutomatic() || ready.collection() != collections.library()) {
            return;
        }
        try {
            // Pictures are also taken in anew, and are not paid for twice.
            if (repository.ofImage(ready.image()).model() == null) {
                request(ready.image());
            }
        } catch (RuntimeException e) {
            LOG.warnf(e, "%s is not described", ready.image());
        }
    }

    /// Has an image described, whether it was before or not.
    ///
    /// @throws ProblemException 404 no such image, 409 if it cannot be described
    Image describe(UUID id) {
        var image = library.get(id, persons.current());
        requireEnabled();
        if (image.status() != Image.Status.READY) {
            throw new ProblemException(
                    409, "image-not-ready", "%s cannot be described before it is ready.".formatted(image.name()));
        }
        request(image.id());
        return image;
    }

    private void request(UUID image) {
        repository.request(image);
        queue.hurry(DescriptionTask.NAME, DescriptionTask.ALL);
    }

    /// Takes away what was said of an image.
    Image remove(UUID id) {
        var image = library.get(id, persons.current());
        repository.remove(image.id());
        changed.fire(new WordsChanged(image.id()));
        return library.get(image.id(), persons.current());
    }

    /// @param otherwise also what another model has described, or with another focus
    /// @return how many are described now
    int describeAll(boolean otherwise) {
        requireEnabled();
        int asked = repository.requestAll(otherwise, describers.model(), repository.focus());
        queue.hurry(DescriptionTask.NAME, DescriptionTask.ALL);
        return asked;
    }

    /// @return how many are not described
    int stop() {
        return repository.stop();
    }

    /// What descriptions are to look at from now on.
    void setFocus(String focus) {
        var text = focus.strip();
        if (!PlainText.isPlain(text) || text.length() > LONGEST_FOCUS) {
            throw new ProblemException(
                    422, "invalid-focus", "A focus has at most %d characters.".formatted(LONGEST_FOCUS));
        }
        repository.setFocus(text);
    }

    State state() {
        var focus = repository.focus();
        var counts = repository.counts(describers.model(), focus);
        return new State(focus, counts, describing.cost(counts.never()), describing.cost(counts.otherwise()));
    }

    private void requireEnabled() {
        if (!isEnabled()) {
            throw new ProblemException(
                    409,
                    "descriptions-off",
                    "Pictures are not described. Set sightline.description.provider, then start Sightline again.");
        }
    }

    @Override
    public List<PaidModel> paid() {
        return List.of(new PaidModel(Claude.USAGE, "Descriptions by Claude", describers.price()));
    }

    /// Jobs that failed are tried again as others are.
    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void retry(UUID image) {
        request(image);
    }

    static String words(Double dollars) {
        return dollars == null ? "" : ", " + Price.words(dollars);
    }
}
