package dev.sightline.library;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.account.Persons;
import dev.sightline.picture.Place;
import dev.sightline.web.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

@Path("/api/images")
class ImageResource {

    /// A link is signed for at least an hour more.
    private static final int LINK_SECONDS = 1800;

    /// The version of the words, and a digest of all that is shown.
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,9})(?:-[0-9a-f]{8})?\"");

    private final Library library;
    private final ImageFiles files;
    private final Persons persons;
    private final ObjectMapper json;

    ImageResource(Library library, ImageFiles files, Persons persons, ObjectMapper json) {
        this.library = library;
        this.files = files;
        this.persons = persons;
        this.json = json;
    }

    @GET
    public ImagePage list(
            @RestQuery String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit,
            @BeanParam FilterParameters filters) {
        return cursor == null
                ? library.list(filters.filter(), limit, persons.current())
                : library.more(cursor, limit, persons.current());
    }

    @GET
    @Path("{id}")
    public RestResponse<Image> get(UUID id, @RestHeader("If-None-Match") String held) {
        var image = library.get(id, persons.current());
        var tag = tag(image);
        return held != null && held.contains(tag)
                ? ResponseBuilder.<Image>notModified().header("ETag", tag).build()
                : tagged(image);
    }

    /// Where it was taken: only here, and kept by nobody on the way.
    @GET
    @Path("{id}/place")
    @Cache(noStore = true)
    public Place place(UUID id) {
        return library.place(id, persons.current());
    }

    @PATCH
    @Path("{id}")
    @Consumes({"application/merge-patch+json", "application/json"})
    public RestResponse<Image> describe(UUID id, @RestHeader("If-Match") String ifMatch, @NotNull JsonNode patch) {
        return tagged(library.describe(id, version(ifMatch), new Words(patch), persons.current()));
    }

    private static Integer version(String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        var etag = ETAG.matcher(ifMatch.strip());
        // A tag that is none of ours cannot be the current one.
        return etag.matches() ? Integer.valueOf(etag.group(1)) : -1;
    }

    private RestResponse<Image> tagged(Image image) {
        return ResponseBuilder.ok(image).header("ETag", tag(image)).build();
    }

    private String tag(Image image) {
        try {
            var digest = new CRC32C();
            digest.update(json.writeValueAsBytes(image));
            return "\"%d-%08x\"".formatted(image.version(), digest.getValue());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @DELETE
    @Path("{id}")
    public void trash(UUID id) {
        library.trash(id, persons.current());
    }

    @POST
    @Path("{id}/restore")
    public RestResponse<Image> restore(UUID id) {
        return tagged(library.restore(id, persons.current()));
    }

    @PUT
    @Path("{id}/favourite")
    public void favour(UUID id) {
        library.favour(id, persons.current());
    }

    @DELETE
    @Path("{id}/favourite")
    public void unfavour(UUID id) {
        library.unfavour(id, persons.current());
    }

    /// @param download whether to save it under its own name instead of showing it
    @GET
    @Path("{id}/original")
    public Response original(UUID id, @RestQuery boolean download) {
        var image = library.get(id, persons.current());
        return redirect(URI.create(download ? files.download(image) : files.original(image)));
    }

    @GET
    @Path("{id}/preview")
    public Response preview(UUID id, @RestQuery boolean download) {
        return rendition(id, ImageFiles.PREVIEW, download);
    }

    @GET
    @Path("{id}/thumbnail")
    public Response thumbnail(UUID id, @RestQuery boolean download) {
        return rendition(id, ImageFiles.THUMBNAIL, download);
    }

    private Response rendition(UUID id, int side, boolean download) {
        var image = library.get(id, persons.current());
        if (image.width() == null) {
            throw new ProblemException(
                    404,
                    "no-rendition",
                    "%s has not been decoded, so there is nothing to show.".formatted(image.name()));
        }
        return redirect(URI.create(download ? files.download(image, side) : files.rendition(image, side)));
    }

    private static Response redirect(URI link) {
        var cache = new CacheControl();
        cache.setPrivate(true);
        cache.setMaxAge(LINK_SECONDS);
        return Response.temporaryRedirect(link).cacheControl(cache).build();
    }
}
