package dev.sightline.demo;

import dev.sightline.account.Persons;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.ResponseStatus;

@Path("/api/demo")
class DemoResource {

    private final DemoLoader loader;
    private final Persons persons;

    DemoResource(DemoLoader loader, Persons persons) {
        this.loader = loader;
        this.persons = persons;
    }

    @RegisterForReflection
    record Wanted(@NotNull @Min(1) @Max(10_000) Integer count) {}

    @POST
    @ResponseStatus(202)
    public DemoProgress load(@NotNull @Valid Wanted wanted) {
        return loader.load(wanted.count(), persons.current());
    }

    @GET
    public DemoProgress progress() {
        return loader.progress();
    }
}
