package dev.sightline.embedding;

import dev.sightline.web.Phrases;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/// What services of models were asked, and about what that costs, for the page of settings.
@Named
@ApplicationScoped
public class ModelCosts {

    private final List<ServiceModel> models;
    private final ModelUsage usage;

    ModelCosts(@All List<ServiceModels> services, ModelUsage usage) {
        this.models =
                services.stream().flatMap(service -> service.models().stream()).toList();
        this.usage = usage;
    }

    /// @param name  of the model
    /// @param asked how many pictures and tokens
    /// @param cost  of them, as far as it is known
    public record Row(String name, String asked, String cost) {}

    /// Of this month, in UTC.
    public List<Row> month() {
        return usage.since(LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1)).stream()
                .map(this::row)
                .toList();
    }

    private Row row(ModelUsage.Amount amount) {
        var asked = "%s, %s of text in %s"
                .formatted(
                        Phrases.count(amount.images(), "picture", "pictures"),
                        Phrases.count(amount.tokens(), "token", "tokens"),
                        Phrases.count(amount.requests(), "request", "requests"));
        return models.stream()
                .filter(model -> model.usage().equals(amount.model()))
                .findFirst()
                .map(model -> new Row(model.name(), asked, cost(model.price(), amount)))
                .orElseGet(() -> new Row(amount.model(), asked, ""));
    }

    private static String cost(Price price, ModelUsage.Amount amount) {
        return price == null ? "" : Price.words(price.of(amount.images(), amount.tokens()));
    }
}
