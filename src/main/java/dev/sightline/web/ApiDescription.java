package dev.sightline.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/// What every operation at `/q/openapi` has in common: only the API is described, and it fails with a [Problem].
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String REFERENCE = "#/components/schemas/Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getPaths() == null) {
            return;
        }
        Set.copyOf(api.getPaths().getPathItems().keySet()).stream()
                .filter(path -> !path.startsWith("/api/") && !path.equals("/events"))
                .forEach(api.getPaths()::removePathItem);
        api.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(operation -> operation.getResponses().setDefaultValue(problem()));
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema("Problem", schema());
    }

    private static org.eclipse.microprofile.openapi.models.responses.APIResponse problem() {
        Content content = OASFactory.createContent()
                .addMediaType(
                        Problem.MEDIA_TYPE,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(REFERENCE)));
        return OASFactory.createAPIResponse()
                .description("What went wrong, and what can be done about it")
                .content(content);
    }

    private static Schema schema() {
        return OASFactory.createSchema()
                .addType(SchemaType.OBJECT)
                .description("A problem as in RFC 9457. Further members depend on the code.")
                .addProperty("type", text("Always about:blank; the code tells problems apart"))
                .addProperty("title", text("The words of the status"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("code", text("Which problem it is, in kebab-case; never changes"))
                .addProperty("detail", text("What a person can do about it"))
                .addProperty("errors", errors())
                .addProperty("reference", text("Under which an unexpected failure is found in the log"))
                .addProperty(
                        Problem.RETRY_AFTER,
                        OASFactory.createSchema()
                                .addType(SchemaType.INTEGER)
                                .description("Seconds until the same request may succeed"))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addRequired("code")
                .addRequired("detail");
    }

    private static Schema errors() {
        return OASFactory.createSchema()
                .addType(SchemaType.ARRAY)
                .items(OASFactory.createSchema()
                        .addType(SchemaType.OBJECT)
                        .addProperty("field", text("Path to the value, as in files[0].name"))
                        .addProperty("detail", text("What the value must be")));
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }
}
