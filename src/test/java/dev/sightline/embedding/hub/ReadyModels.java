package dev.sightline.embedding.hub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who was told to be ready.
@ApplicationScoped
class ReadyModels {

    private final List<String> ids = new CopyOnWriteArrayList<>();

    void add(@Observes ModelReady ready) {
        ids.add(ready.id());
    }

    List<String> ids() {
        return ids;
    }
}
