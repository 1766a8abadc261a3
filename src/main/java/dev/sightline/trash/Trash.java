package dev.sightline.trash;

import dev.sightline.account.Person;
import dev.sightline.ingest.JobQueue;
import dev.sightline.library.BulkOutcome;
import dev.sightline.library.Collections;
import dev.sightline.library.ImagePage;
import dev.sightline.library.Images;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;

/// Images that nobody wants to see any more: listed, restored, and deleted for good.
@ApplicationScoped
public class Trash {

    private static final Logger LOG = Logger.getLogger(Trash.class);

    /// So many are moved in one transaction.
    private static final int BLOCK = 500;

    private final TrashRepository repository;
    private final Collections collections;
    private final Images images;
    private final Cursors cursors;
    private final JobQueue queue;
    private final TrashConfig config;

    Trash(
            TrashRepository repository,
            Collections collections,
            Images images,
            Cursors cursors,
            JobQueue queue,
            TrashConfig config) {
        this.repository = repository;
        this.collections = collections;
        this.images = images;
        this.cursors = cursors;
        this.queue = queue;
        this.config = config;
    }

    /// What came to the trash last is first.
    ///
    /// @param cursor of an earlier part, or null
    /// @throws ProblemException 410 if the cursor is not one of ours
    public ImagePage list(String cursor, int limit, Person person) {
        var from = cursor == null ? null : cursors.read(cursor, TrashCursor.class);
        var found = repository.list(collections.library(), from, limit + 1);
        boolean more = found.size() > limit;
        var shown = more ? found.subList(0, limit) : found;
        return new ImagePage(
                images.byIds(shown.stream().map(TrashCursor::id).toList(), person),
                more ? cursors.write(shown.getLast()) : null,
                new ImagePage.Total(count(), true));
    }

    public long count() {
        return repository.count(collections.library());
    }

    /// Takes everything out that is in the trash now.
    ///
    /// @return how many images
    public int restoreAll() {
        long library = collections.library();
        return inBlocks(library, repository.now(), block -> repository.restore(library, block));
    }

    /// Deletes these images for good, which have to be in the trash.
    public BulkOutcome delete(List<UUID> asked) {
        var ids = asked.stream().distinct().toList();
        var known = repository.known(collections.library(), ids);
        var deleted = repository.delete(collections.library(), ids);
        deleteObjects();
        return BulkOutcome.of(ids.stream()
                .map(id -> {
                    if (deleted.contains(id)) {
                        return BulkOutcome.One.of(id, true);
                    }
                    return known.contains(id)
                            ? BulkOutcome.One.failed(
                                    id, "not-in-trash", "Only what is in the trash is deleted for good.")
                            : BulkOutcome.One.missing(id);
                })
                .toList());
    }

    /// Deletes everything for good that is in the trash now.
    ///
    /// @return how many images
    public int empty() {
        return deleteTrashedUntil(collections.library(), repository.now());
    }

    void deleteWhatIsDue() {
        config.keep().ifPresent(keep -> {
            int deleted =
                    deleteTrashedUntil(collections.library(), repository.now().minus(keep));
            if (deleted > 0) {
                LOG.infof("%d images were in the trash for %s and are deleted", deleted, keep);
            }
        });
    }

    /// Deletes all images of a collection for good, in the trash or not.
    public void deleteAll(long collection) {
        repository.trashAll(collection);
        deleteTrashedUntil(collection, repository.now());
    }

    private int deleteTrashedUntil(long collection, Instant until) {
        int deleted = inBlocks(
                collection, until, block -> repository.delete(collection, block).size());
        if (deleted > 0) {
            deleteObjects();
        }
        return deleted;
    }

    /// In several transactions: whatever keeps the others from theirs, those that are done stay done.
    private int inBlocks(long collection, Instant until, ToIntFunction<List<UUID>> act) {
        int done = 0;
        var block = repository.trashedUntil(collection, until, BLOCK);
        while (!block.isEmpty()) {
            done += act.applyAsInt(block);
            block = repository.trashedUntil(collection, until, BLOCK);
        }
        return done;
    }

    private void deleteObjects() {
        queue.hurry(DeletionTask.NAME, DeletionTask.ALL);
    }
}
