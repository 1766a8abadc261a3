package dev.sightline.index;

import dev.sightline.web.PartHealth;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

@Readiness
@ApplicationScoped
class ModelHealth implements HealthCheck {

    private final Generations generations;

    ModelHealth(Generations generations) {
        this.generations = generations;
    }

    @Override
    public HealthCheckResponse call() {
        return PartHealth.of(
                "model", () -> generations.embedder(generations.active()).check());
    }
}
