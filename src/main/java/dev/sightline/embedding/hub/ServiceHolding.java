package dev.sightline.embedding.hub;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.ServiceModel;
import dev.sightline.embedding.clip.NativeLibraries;
import dev.sightline.embedding.clip.OnnxSettings;

/// A model that a service runs: it is there always, and costs money.
final class ServiceHolding implements Holding {

    private final ServiceModel model;

    ServiceHolding(ServiceModel model) {
        this.model = model;
    }

    @Override
    public Model describe(boolean wanted) {
        return new Model(
                model.id(),
                model.name(),
                null,
                model.dimension(),
                model.languages(),
                null,
                wanted,
                ModelState.READY,
                null,
                model.trouble()
                        .get()
                        .map(reason -> new Model.Failure("service-failed", reason, null))
                        .orElse(null),
                null,
                model.service(),
                model.price() == null ? null : model.price().image());
    }

    @Override
    public Embedder open(OnnxSettings settings, NativeLibraries libraries) {
        return model.opening().get();
    }
}
