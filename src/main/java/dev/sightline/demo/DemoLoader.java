package dev.sightline.demo;

import dev.sightline.account.Person;
import dev.sightline.library.Collections;
import dev.sightline.storage.PostForm;
import dev.sightline.storage.PresignedPost;
import dev.sightline.storage.StorageException;
import dev.sightline.upload.Offer;
import dev.sightline.upload.Slot;
import dev.sightline.upload.Upload;
import dev.sightline.upload.Uploads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/// Draws the demo collection and uploads it, as a browser would: a slot, the bytes to the storage, done.
@ApplicationScoped
public class DemoLoader {

    private static final Logger LOG = Logger.getLogger(DemoLoader.class);

    private final Uploads uploads;
    private final Collections collections;
    private final AtomicReference<DemoProgress> progress = new AtomicReference<>(DemoProgress.IDLE);
    private final HttpClient http = HttpClient.newHttpClient();
    private final PostForm form = new PostForm(http);
    private volatile Thread worker;

    DemoLoader(Uploads uploads, Collections collections) {
        this.uploads = uploads;
        this.collections = collections;
    }

    /// Starts to load this many pictures, unless some are being loaded already.
    public DemoProgress load(int count, Person person) {
        var before = progress.get();
        if (!before.running() && progress.compareAndSet(before, new DemoProgress(true, 0, count, null))) {
            worker = Thread.ofVirtual().name("demo").start(() -> run(count, person));
        }
        return progress.get();
    }

    public DemoProgress progress() {
        return progress.get();
    }

    private void run(int count, Person person) {
        try {
            for (int index = 0; index < count; index++) {
                upload(DemoCollection.picture(DemoCollection.SEED, index), person);
                progress.set(new DemoProgress(true, index + 1, count, null));
            }
            progress.set(new DemoProgress(false, count, count, null));
        } catch (IOException | RuntimeException e) {
            LOG.error("The demo pictures could not be loaded", e);
            progress.set(new DemoProgress(
                    false, progress.get().done(), count, "The demo pictures could not be loaded: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void upload(DemoPicture picture, Person person) throws IOException, InterruptedException {
        var offer = new Offer(picture.name(), (long) picture.bytes().length, picture.mediaType(), null, null);
        var slot = uploads.open(List.of(offer), Upload.Purpose.IMAGE, collections.library(), person)
                .getFirst();
        if (slot.status() == Slot.Status.REFUSED) {
            throw new StorageException(slot.reason().reason(), false, null);
        }
        form.send(new PresignedPost(slot.url(), slot.fields()), BodyPublishers.ofByteArray(picture.bytes()));
        uploads.complete(slot.id(), person);
    }

    @PreDestroy
    void stop() {
        if (worker != null) {
            worker.interrupt();
        }
        http.close();
    }
}
