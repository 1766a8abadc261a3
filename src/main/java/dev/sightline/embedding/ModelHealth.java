package dev.sightline.embedding;

import dev.sightline.web.PartHealth;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {

    private final Embedder embedder;

    ModelHealth(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public HealthCheckResponse call() {
        return PartHealth.of("model", embedder::check);
    }
}
