package dev.sightline.storage;

import dev.sightline.web.PartHealth;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class StorageHealth implements HealthCheck {

    private final ObjectStore objects;

    StorageHealth(ObjectStore objects) {
        this.objects = objects;
    }

    @Override
    public HealthCheckResponse call() {
        return PartHealth.of("storage", objects::check);
    }
}
