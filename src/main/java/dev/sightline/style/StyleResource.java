package dev.sightline.style;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sightline.account.Persons;
import dev.sightline.library.Collections;
import dev.sightline.library.ImagePage;
import dev.sightline.style.Clusterings.Progress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/api/styles")
class StyleResource {

    private static final int COVERS = 4;

    private final Styles styles;
    private final Clusterings clusterings;
    private final Collections collections;
    private final Persons persons;

    StyleResource(Styles styles, Clusterings clusterings, Collections collections, Persons persons) {
        this.styles = styles;
        this.clusterings = clusterings;
        this.collections = collections;
        this.persons = persons;
    }

    /// @param named  whether a person gave the name
    /// @param images the closest to its centre
    @RegisterForReflection
    record StyleView(UUID id, String name, boolean named, long size, List<UUID> images) {

        static StyleView of(Style style, List<UUID> images) {
            return new StyleView(style.id(), style.name(), style.named(), style.size(), images);
        }
    }

    /// How the styles in use were found.
    ///
    /// @param tried numbers of styles; none if a person gave the number
    @RegisterForReflection
    record Found(Instant at, int k, String reason, List<Candidate> tried, Drift drift) {}

    /// Styles that are being found, or failed to be.
    ///
    /// @param k       null until it is chosen
    /// @param done    numbers tried, starts made, or pictures put into styles
    /// @param failure or null
    @RegisterForReflection
    record Job(State state, Integer k, int done, int total, String failure) {

        static Job of(Progress progress) {
            return new Job(
                    State.valueOf(progress.state().name()),
                    progress.k(),
                    progress.done(),
                    progress.total(),
                    progress.failure());
        }
    }

    @RegisterForReflection
    enum State {
        @JsonProperty("choosing")
        CHOOSING,
        @JsonProperty("fitting")
        FITTING,
        @JsonProperty("assigning")
        ASSIGNING
    }

    /// @param found null until there are styles
    /// @param job   null while no styles are being found
    @RegisterForReflection
    record StyleList(List<StyleView> styles, Found found, Job job) {}

    @GET
    public StyleList list() {
        var all = styles.list(collections.library());
        var covers = styles.covers(all, COVERS);
        return new StyleList(
                all.stream()
                        .map(style -> StyleView.of(style, covers.get(style.id())))
                        .toList(),
                clusterings.inUse().map(this::found).orElse(null),
                clusterings.progress().map(Job::of).orElse(null));
    }

    private Found found(Clustering inUse) {
        return new Found(
                inUse.activeAt(), inUse.k(), inUse.reason(), clusterings.tried(inUse), clusterings.drift(inUse));
    }

    /// @param k how many styles, or null: as many as there seem to be
    @RegisterForReflection
    record Order(@Min(1) @Max(1000) Integer k) {}

    @POST
    @ResponseStatus(202)
    public Job find(@NotNull @Valid Order order) {
        return Job.of(clusterings.start(order.k()));
    }

    @POST
    @Path("retry")
    @ResponseStatus(202)
    public Job retry() {
        return Job.of(clusterings.retry());
    }

    @GET
    @Path("{id}/images")
    public ImagePage images(
            UUID id, @RestQuery String cursor, @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit) {
        return styles.images(collections.library(), id, cursor, limit, persons.current());
    }

    @RegisterForReflection
    record Naming(@NotNull String name) {}

    @PATCH
    @Path("{id}")
    public StyleView rename(UUID id, @NotNull @Valid Naming naming) {
        var style = styles.rename(collections.library(), id, naming.name());
        return StyleView.of(style, styles.covers(List.of(style), COVERS).get(id));
    }
}
