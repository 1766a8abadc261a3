package dev.sightline.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Completes the description at `/q/openapi`, which is written by feature in `META-INF/openapi`: what is said in short
/// there by `x-problems` (code, and words or members) becomes examples of [Problem], and every operation is given the
/// answers that all of its kind can give.
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDescription implements OASFilter {

    private static final String PROBLEMS = "x-problems";
    private static final String IN_COMPONENTS = "#/components/responses/";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    /// The answers in `api.yaml` that are not of one operation.
    private static final Map<String, String> COMMON = Map.of(
            "BadRequest", "400",
            "ForeignOrigin", "403",
            "NotFound", "404",
            "NotAcceptable", "406",
            "TooLarge", "413",
            "UnsupportedMediaType", "415",
            "UnknownHost", "421",
            "Unexpected", "500",
            "Unavailable", "503");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, APIResponse> known = Map.copyOf(api.getComponents().getResponses());
        api.getPaths().getPathItems().values().forEach(path -> path.getOperations()
                .forEach((method, operation) -> complete(path, method, operation, known)));
        known.forEach((name, response) -> {
            if (COMMON.containsKey(name)) {
                api.getComponents().addResponse(name, described(COMMON.get(name), response, problems(response)));
            } else if (!problems(response).isEmpty()) {
                api.getComponents().removeResponse(name);
            }
        });
    }

    private static void complete(
            PathItem path, HttpMethod method, Operation operation, Map<String, APIResponse> known) {
        var own = Map.copyOf(operation.getResponses().getAPIResponses());
        own.forEach((status, response) -> {
            var resolved = resolved(response, known);
            if (!problems(resolved).isEmpty()) {
                operation.getResponses().addAPIResponse(status, described(status, resolved, problems(resolved)));
            }
        });
        common(path, method, operation).forEach(name -> {
            String status = COMMON.get(name);
            if (own.containsKey(status)) {
                var all = new LinkedHashMap<>(problems(resolved(own.get(status), known)));
                all.putAll(problems(known.get(name)));
                operation
                        .getResponses()
                        .addAPIResponse(status, described(status, resolved(own.get(status), known), all));
            } else {
                operation
                        .getResponses()
                        .addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
            }
        });
        operation
                .getResponses()
                .setAPIResponses(new TreeMap<>(operation.getResponses().getAPIResponses()));
    }

    private static Stream<String> common(PathItem path, HttpMethod method, Operation operation) {
        Stream<String> all = Stream.of("BadRequest", "NotAcceptable", "UnknownHost", "Unexpected", "Unavailable");
        Stream<String> changing = READING.contains(method) ? Stream.of() : Stream.of("ForeignOrigin");
        Stream<String> withBody =
                operation.getRequestBody() == null ? Stream.of() : Stream.of("TooLarge", "UnsupportedMediaType");
        Stream<String> withId = isInPath(path) ? Stream.of("NotFound") : Stream.of();
        return Stream.of(all, changing, withBody, withId).flatMap(names -> names);
    }

    private static boolean isInPath(PathItem path) {
        return path.getParameters() != null
                && path.getParameters().stream()
                        .anyMatch(parameter -> parameter.getRef() != null || parameter.getIn() == Parameter.In.PATH);
    }

    private static APIResponse resolved(APIResponse response, Map<String, APIResponse> known) {
        return response.getRef() == null
                ? response
                : known.get(response.getRef().substring(IN_COMPONENTS.length()));
    }

    /// Code, and the words or a map of members.
    @SuppressWarnings("unchecked")
    private static Map<String, Object> problems(APIResponse response) {
        var extensions = response.getExtensions();
        return extensions == null ? Map.of() : (Map<String, Object>) extensions.getOrDefault(PROBLEMS, Map.of());
    }

    private static APIResponse described(String status, APIResponse response, Map<String, Object> problems) {
        var examples =
                OASFactory.createMediaType().schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
        problems.entrySet()
                .forEach(problem -> examples.addExample(
                        problem.getKey(), OASFactory.createExample().value(example(status, problem))));
        return OASFactory.createAPIResponse()
                .description(response.getDescription())
                .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, examples));
    }

    private static Map<String, Object> example(String status, Entry<String, Object> problem) {
        var plain = new Problem(Integer.parseInt(status), problem.getKey(), "");
        var example = new LinkedHashMap<String, Object>();
        example.put("type", plain.type());
        example.put("title", plain.title());
        example.put("status", plain.status());
        example.put("code", plain.code());
        if (problem.getValue() instanceof Map<?, ?> members) {
            members.forEach((name, value) -> example.put(name.toString(), value));
        } else {
            example.put("detail", problem.getValue());
        }
        return example;
    }
}
