package dev.sightline.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.jboss.logging.Logger;

/// What every page says about the storage, as long as it does not do what it is asked.
@Named
@ApplicationScoped
public class StorageNotice {

    private static final Logger LOG = Logger.getLogger(StorageNotice.class);

    private final ObjectStore objects;

    StorageNotice(ObjectStore objects) {
        this.objects = objects;
    }

    /// Why the storage did not do what it was asked last; empty if it did.
    public String words() {
        return objects.trouble().map(Throwable::getMessage).orElse("");
    }

    /// The same, after the storage was asked once more: it may be that nobody else does.
    String asked() {
        try {
            objects.check();
        } catch (StorageException e) {
            LOG.debugf("The storage is still away: %s", e.getMessage());
        }
        return words();
    }
}
