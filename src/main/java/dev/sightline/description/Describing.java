package dev.sightline.description;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.ModelUsage;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.library.WordsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Has one picture after another described, and keeps what is said. Within an instance no picture is described
/// by two at the same time: whoever comes second finds what the first was told, and nothing is paid for twice.
@ApplicationScoped
public class Describing {

    /// Pictures that share a lock wait for each other, which is rare enough.
    private static final int LOCKS = 256;

    /// Tokens of a picture and its answer, until there is experience: a preview has about 2,000.
    private static final double USUAL_READ = 2700;

    private static final double USUAL_WRITTEN = 250;

    private final DescriptionRepository repository;
    private final Describers describers;
    private final DescribedPictures pictures;
    private final ModelUsage usage;
    private final Event<WordsChanged> changed;
    private final Lock[] locks =
            IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toArray(Lock[]::new);

    Describing(
            DescriptionRepository repository,
            Describers describers,
            DescribedPictures pictures,
            ModelUsage usage,
            Event<WordsChanged> changed) {
        this.repository = repository;
        this.describers = describers;
        this.pictures = pictures;
        this.usage = usage;
        this.changed = changed;
    }

    public boolean isEnabled() {
        return describers.isEnabled();
    }

    /// @throws EmbeddingException if nothing describes pictures, with the settings that would change that
    public void requireEnabled() {
        if (!isEnabled()) {
            throw new EmbeddingException(
                    "The model that is searched with sees no pictures, and nothing is written about this one. Write"
                            + " something, or have pictures described: set sightline.description.provider and"
                            + " sightline.description.model-id, start Sightline again, and retry.",
                    false,
                    null);
        }
    }

    /// How many pictures are best described at the same time.
    public int concurrency() {
        return describers.concurrency();
    }

    /// Has an image described of which nothing is written, by its preview.
    ///
    /// @throws EmbeddingException if nothing describes pictures, or what does gives no answer
    /// @throws dev.sightline.storage.MissingObjectException if there is no preview
    /// @throws dev.sightline.picture.PictureException       if it cannot be read
    public void describe(UUID image) throws InterruptedException {
        requireEnabled();
        describe(image, repository.focus(), () -> repository.isWordless(image));
    }

    /// @param focus what to look at above all
    /// @param due   whether it is still to be described, when nobody else is at it
    void describe(UUID image, String focus, BooleanSupplier due) throws InterruptedException {
        var lock = locks[Math.floorMod(image.hashCode(), LOCKS)];
        lock.lockInterruptibly();
        try {
            if (!due.getAsBoolean()) {
                return;
            }
            var said = describers.claude().describe(pictures.jpeg(image), focus, Haste.WORK);
            repository.keep(image, said, describers.model(), focus);
        } finally {
            lock.unlock();
        }
        changed.fire(new WordsChanged(image));
    }

    /// What it costs to have so many described, in US dollars; null where prices are not known.
    public Double cost(long pictures) {
        var price = describers.price();
        if (price == null) {
            return null;
        }
        var so = usage.since(LocalDate.EPOCH).stream()
                .filter(amount -> amount.model().equals(Claude.USAGE) && amount.images() > 0)
                .findFirst();
        double read =
                so.map(amount -> (double) amount.tokens() / amount.images()).orElse(USUAL_READ);
        double written =
                so.map(amount -> (double) amount.written() / amount.images()).orElse(USUAL_WRITTEN);
        return price.of(0, Math.round(pictures * read), Math.round(pictures * written));
    }
}
