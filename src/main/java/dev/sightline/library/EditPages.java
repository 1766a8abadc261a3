package dev.sightline.library;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.account.Persons;
import dev.sightline.library.EditPage.Field;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/// Title, description and tags of a picture, changed by a form. With scripts that is done on the picture's own page.
@Path("images/{id}/edit")
@Produces(MediaType.TEXT_HTML)
@Blocking
class EditPages {

    private static final String CHANGED =
            "Somebody changed this picture while you were writing. Look at what it says now, then save again.";

    private final Library library;
    private final ImageFiles files;
    private final TagWords tagWords;
    private final Persons persons;

    EditPages(Library library, ImageFiles files, TagWords tagWords, Persons persons) {
        this.library = library;
        this.files = files;
        this.tagWords = tagWords;
        this.persons = persons;
    }

    @CheckedTemplate(basePath = "library", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record TagOptions(List<String> tags) implements TemplateInstance {}

    /// Tags that begin with something, the most used first, as options of an input.
    @GET
    @Path("tags")
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance tags(@RestQuery @DefaultValue("") String tag) {
        return new TagOptions(tagWords.startingWith(tag));
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    @ResponseHeader(name = "X-Robots-Tag", value = "noindex, noimageindex")
    public TemplateInstance edit(UUID id) {
        var image = library.get(id, persons.current());
        var now = Form.of(image);
        return page(image, now, now, null);
    }

    /// @param titleWas what the form was opened with, as are the others like it: only what was changed in the form is
    ///     changed
    @POST
    public Response save(
            UUID id,
            @RestForm String title,
            @RestForm String titleWas,
            @RestForm String description,
            @RestForm String descriptionWas,
            @RestForm String tags,
            @RestForm String tagsWas) {
        var person = persons.current();
        var image = library.get(id, person);
        var written = Form.of(title, description, tags);
        var was = Form.of(titleWas, descriptionWas, tagsWas);
        var now = Form.of(image);
        if (written.conflictsWith(now, was)) {
            return again(412, image, written.orElse(now, was), was, CHANGED);
        }
        try {
            var patch = written.orElse(now, was).patchOf(now);
            if (!patch.isEmpty()) {
                library.describe(image.id(), image.version(), new Words(patch), person);
            }
            return Response.seeOther(URI.create("/images/" + image.id())).build();
        } catch (ProblemException refused) {
            int status = refused.problem().status();
            if (status != 412 && status != 422) {
                throw refused;
            }
            return again(status, library.get(id, person), written, was, refused.getMessage());
        }
    }

    private Response again(int status, Image image, Form written, Form was, String refusal) {
        return Response.status(status)
                .entity(page(image, written, was, refusal))
                .build();
    }

    private EditPage page(Image image, Form written, Form was, String refusal) {
        var now = Form.of(image);
        return new EditPage(
                Frame.of("Edit " + image.caption(), Section.PICTURE),
                image.id(),
                image.caption(),
                image.width() == null ? null : files.rendition(image, ImageFiles.THUMBNAIL),
                refusal,
                field(written.title(), now.title(), was.title()),
                field(written.description(), now.description(), was.description()),
                field(written.tags(), now.tags(), was.tags()));
    }

    private static Field field(String text, String now, String was) {
        return new Field(text, now, isConflict(text, now, was));
    }

    private static boolean isConflict(String text, String now, String was) {
        return !text.equals(was) && !now.equals(was) && !text.equals(now);
    }

    /// The words of a picture as a form has them.
    ///
    /// @param tags divided by commas
    private record Form(String title, String description, String tags) {

        static Form of(Image image) {
            return of(image.title(), image.description(), String.join(", ", image.tags()));
        }

        /// A form has the line ends of the network, and none of our nulls.
        static Form of(String title, String description, String tags) {
            return new Form(
                    Objects.requireNonNullElse(title, ""),
                    Objects.requireNonNullElse(description, "").replace("\r\n", "\n"),
                    Objects.requireNonNullElse(tags, ""));
        }

        boolean conflictsWith(Form now, Form was) {
            return isConflict(title, now.title, was.title)
                    || isConflict(description, now.description, was.description)
                    || isConflict(tags, now.tags, was.tags);
        }

        /// What was not changed in this form is as it is now.
        Form orElse(Form now, Form was) {
            return new Form(
                    title.equals(was.title) ? now.title : title,
                    description.equals(was.description) ? now.description : description,
                    tags.equals(was.tags) ? now.tags : tags);
        }

        /// Only what differs, because the rest does not become the person's.
        ObjectNode patchOf(Form now) {
            var patch = JsonNodeFactory.instance.objectNode();
            if (!title.equals(now.title)) {
                patch.put("title", title);
            }
            if (!description.equals(now.description)) {
                patch.put("description", description);
            }
            if (!tags.equals(now.tags)) {
                var list = patch.putArray("tags");
                Arrays.stream(tags.split(",")).filter(tag -> !tag.isBlank()).forEach(list::add);
            }
            return patch;
        }
    }
}
