package dev.sightline.download;

import dev.sightline.account.Persons;
import dev.sightline.storage.ObjectStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/api/downloads")
class DownloadResource {

    private final Downloads downloads;
    private final ObjectStore objects;
    private final Persons persons;

    DownloadResource(Downloads downloads, ObjectStore objects, Persons persons) {
        this.downloads = downloads;
        this.objects = objects;
        this.persons = persons;
    }

    /// @param images whose originals are wanted
    @RegisterForReflection
    record Selected(@NotNull @Size(min = 1, max = 10_000) List<@NotNull UUID> images) {}

    /// @param url   answers the archive until `expiresAt`
    /// @param count of the images that are there
    /// @param size  of them all, in bytes; the archive is slightly larger
    @RegisterForReflection
    record Download(UUID id, String url, int count, long size, Instant expiresAt) {}

    @POST
    public RestResponse<Download> prepare(@NotNull @Valid Selected selected) {
        var prepared = downloads.prepare(selected.images(), persons.current());
        var url = "/api/downloads/" + prepared.id();
        return ResponseBuilder.create(
                        RestResponse.Status.CREATED,
                        new Download(prepared.id(), url, prepared.count(), prepared.size(), prepared.expiresAt()))
                .header("Location", url)
                .build();
    }

    /// Whoever reads slowly holds neither a connection of the database nor a thread of the system.
    @GET
    @Path("{id}")
    @Produces("application/zip")
    @RunOnVirtualThread
    public Response archive(UUID id) {
        var contents = downloads.contents(id, persons.current());
        StreamingOutput archive = out -> new Archive(objects).write(contents, out);
        return Response.ok(archive)
                .header("Content-Disposition", "attachment; filename=\"sightline-%d.zip\"".formatted(contents.size()))
                .header("Cache-Control", "no-store")
                .build();
    }
}
