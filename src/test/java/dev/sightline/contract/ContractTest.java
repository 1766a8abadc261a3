package dev.sightline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.contract.Description.Operation;
import dev.sightline.testing.Servers;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is described at `/q/openapi` is what is there, and what is answered is what is described: every example is run,
/// and its answer compared, field by field.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class ContractTest {

    private static final String PROBLEM = "application/problem+json";

    private final SoftAssertions all = new SoftAssertions();
    private Description description;

    @BeforeEach
    void read() {
        description = new Description(given().get("/q/openapi?format=json").asString());
    }

    /// What examples have set going does not reach into the next test.
    @AfterEach
    void rest() {
        ExampleLibrary.awaitRest();
    }

    @Test
    void everyAddressIsDescribed() {
        Map<String, Set<String>> there = new HashMap<>();
        resources().forEach(resource -> addresses(resource, there));

        assertThat(description.operations())
                .allSatisfy(
                        operation -> assertThat(there).as(operation.toString()).containsKey(operation.toString()));
        assertThat(description.operations().stream().map(Operation::toString))
                .containsExactlyInAnyOrderElementsOf(there.keySet());
        for (Operation operation : description.operations()) {
            assertThat(operation.parameters().values().stream()
                            .filter(parameter -> !parameter.get("in").asText().equals("path"))
                            .map(parameter -> parameter.get("name").asText()))
                    .as("parameters of %s", operation)
                    .containsExactlyInAnyOrderElementsOf(there.get(operation.toString()));
        }
    }

    @Test
    void everyOperationIsSaidToBeSomething() {
        for (Operation operation : description.operations()) {
            all.assertThat(operation.id()).as("id of %s", operation).matches("[a-z][A-Za-z]+");
            all.assertThat(operation.node().path("summary").asText())
                    .as("summary of %s", operation)
                    .isNotBlank();
            all.assertThat(operation.node().path("tags"))
                    .as("tags of %s", operation)
                    .hasSize(1);
            operation.parameters().values().forEach(parameter -> all.assertThat(
                            parameter.path("description").asText())
                    .as("%s: %s", operation, parameter.get("name"))
                    .isNotBlank());
        }
        all.assertThat(description.operations().stream().map(Operation::id)).doesNotHaveDuplicates();
        all.assertAll();
    }

    @Test
    void everyExampleIsAsItsSchemaSays() {
        for (Operation operation : description.operations()) {
            operation.parameters().forEach((name, parameter) -> Description.examples(parameter)
                    .forEach((example, value) -> all.assertThat(
                                    description.wrongWithRequest(parameter.get("schema"), value))
                            .as("%s: example of %s", operation, name)
                            .isEmpty()));
            operation.bodies().forEach((type, body) -> {
                all.assertThat(Description.examples(body))
                        .as("examples of %s, %s", operation, type)
                        .isNotEmpty();
                Description.examples(body).forEach((example, value) -> all.assertThat(
                                description.wrongWithRequest(body.get("schema"), value))
                        .as("%s: example %s", operation, example)
                        .isEmpty());
            });
            operation.answers().forEach((status, answer) -> Description.members(answer.path("content"))
                    .forEach((type, content) -> {
                        if (!content.has("schema")) {
                            return;
                        }
                        all.assertThat(Description.examples(content))
                                .as("examples of %s, %s", operation, status)
                                .isNotEmpty();
                        Description.examples(content).forEach((example, value) -> all.assertThat(
                                        description.wrongWithAnswer(content.get("schema"), value))
                                .as("%s: %s, example %s", operation, status, example)
                                .isEmpty());
                    }));
        }
        all.assertAll();
    }

    @Test
    void everyExampleIsAnsweredAsDescribed() {
        var library = new ExampleLibrary();
        for (Operation operation : description.operations()) {
            examples(operation).forEach((name, request) -> {
                library.prepare(operation.id());
                Response answer = request.send(operation, library);
                compare(operation, name, answer);
                followed(operation, name, request, answer, library);
            });
        }
        all.assertAll();
    }

    @Test
    void everyRefusalIsDescribed() {
        var library = new ExampleLibrary();
        for (Operation operation : description.operations()) {
            Request plain = examples(operation).values().iterator().next();
            if (operation.path.contains("{id}")) {
                String unknown = unknown(operation);
                statusOfUnknown(operation)
                        .ifPresent(status -> refused(
                                operation, plain.with("id", unknown).send(operation, library), status, "unknown id"));
                if (unknown.contains("-")) {
                    refused(operation, plain.with("id", "x").send(operation, library), 404, "no id");
                }
            }
            if (operation.parameters().containsKey("limit")) {
                refused(operation, plain.with("limit", "201").send(operation, library), 400, "limit");
                refused(operation, plain.with("limit", "many").send(operation, library), 400, "limit");
            }
            if (operation.parameters().containsKey("cursor")) {
                refused(operation, plain.with("cursor", "abc").send(operation, library), 410, "cursor");
            }
            if (!operation.method().equals("GET")) {
                refused(
                        operation,
                        plain.prepared(library)
                                .header("Origin", "https://evil.example")
                                .request(operation.method(), plain.path(operation, library)),
                        403,
                        "foreign origin");
            }
            operation.bodies().keySet().forEach(type -> {
                refused(operation, body(operation, plain, library, "text/plain", "{}"), 415, "type");
                refused(operation, body(operation, plain, library, type, "{"), 400, "no JSON");
                Response unknown = body(operation, plain, library, type, "{\"nobody\": 1}");
                refused(
                        operation,
                        unknown,
                        type.contains("merge-patch") || unknown.statusCode() == 422 ? 422 : 400,
                        "unknown");
            });
        }
        all.assertAll();
    }

    private static Response body(Operation operation, Request plain, ExampleLibrary library, String type, String body) {
        return given().redirects()
                .follow(false)
                .header("Content-Type", type)
                .body(body.getBytes())
                .request(operation.method(), plain.path(operation, library));
    }

    /// Empty where it makes no difference.
    private static Optional<Integer> statusOfUnknown(Operation operation) {
        return operation.answers().entrySet().stream()
                .filter(answer -> Set.of("404", "410").contains(answer.getKey()))
                .filter(answer ->
                        Description.members(answer.getValue().at("/content/application~1problem+json/examples"))
                                .keySet()
                                .stream()
                                .anyMatch(code -> code.matches("[a-z]+-not-found|download-expired")))
                .map(answer -> Integer.valueOf(answer.getKey()))
                .findFirst();
    }

    private static String unknown(Operation operation) {
        JsonNode schema = operation.parameters().get("id").get("schema");
        if (schema.path("format").asText().equals("uuid")) {
            return "01a1fd57-0000-7000-8000-000000000000";
        }
        return schema.get("type").asText().equals("integer") ? "999999" : "unknown";
    }

    /// One request without any optional parameter, one with each of these, and one for each body.
    private static Map<String, Request> examples(Operation operation) {
        Map<String, Request> requests = new LinkedHashMap<>();
        Map<String, String> required = new LinkedHashMap<>();
        String plain = "plain";
        for (JsonNode parameter : operation.parameters("path")) {
            var example = Description.examples(parameter).entrySet().iterator().next();
            required.put(parameter.get("name").asText(), example.getValue().asText());
            plain = example.getKey().equals("example") ? plain : example.getKey();
        }
        var base = new Request(required, List.of(), Map.of(), null, null);
        if (operation.bodies().isEmpty()) {
            requests.put(plain, always(operation, base));
        } else {
            operation.bodies().forEach((type, body) -> Description.examples(body)
                    .forEach((name, value) ->
                            requests.merge(name, base.body(type, value.toString()), (first, second) -> first)));
        }
        Request first = requests.values().iterator().next();
        operation.parameters("query").forEach(parameter -> Description.examples(parameter)
                .forEach((name, value) -> requests.put(parameter.get("name").asText(), first.query(parameter, value))));
        operation.parameters("header").forEach(parameter -> Description.examples(parameter)
                .forEach((name, value) -> requests.put(
                        parameter.get("name").asText(),
                        first.header(parameter.get("name").asText(), value.asText()))));
        return requests;
    }

    /// A search may say what to look for in more than one way, but not in none.
    private static Request always(Operation operation, Request request) {
        if (!operation.id().equals("searchByText")) {
            return request;
        }
        JsonNode text = operation.parameters().get("q");
        return request.query(text, text.get("example"));
    }

    /// Where a list goes on, what follows is as described too.
    private void followed(Operation operation, String name, Request request, Response answer, ExampleLibrary library) {
        if (operation.parameters().containsKey("cursor") && answer.statusCode() == 200) {
            String next = answer.jsonPath().getString("next");
            if (next != null) {
                compare(operation, name + ", next", request.with("cursor", next).send(operation, library));
            }
        }
    }

    private void compare(Operation operation, String name, Response answer) {
        String what = operation + ", example " + name + ": " + answer.statusCode();
        operation
                .statusOf(name)
                .ifPresentOrElse(
                        status -> refused(operation, answer, status, name), () -> all.assertThat(answer.statusCode())
                                .as("%s %s", what, answer.asString())
                                .isBetween(200, 399));
        operation
                .answer(answer.statusCode())
                .ifPresentOrElse(
                        described -> compare(described, what, answer), () -> all.fail("%s is not described", what));
    }

    private void compare(JsonNode described, String what, Response answer) {
        described.path("headers").properties().forEach(header -> {
            if (header.getValue().path("required").asBoolean()) {
                all.assertThat(answer.header(header.getKey()))
                        .as("%s: %s", what, header.getKey())
                        .isNotBlank();
            }
        });
        Map<String, JsonNode> content = Description.members(described.path("content"));
        if (content.isEmpty()) {
            all.assertThat(answer.asString()).as(what).isEmpty();
            return;
        }
        String type = answer.contentType().split(";")[0];
        all.assertThat(content).as(what).containsKey(type);
        if (content.containsKey(type) && type.contains("json")) {
            all.assertThat(description.wrongWithAnswer(
                            content.get(type).get("schema"), Description.read(answer.asString())))
                    .as("%s %s", what, answer.asString())
                    .isEmpty();
        }
    }

    private void refused(Operation operation, Response answer, int status, String why) {
        String what = "%s, %s: %s".formatted(operation, why, answer.asString());
        all.assertThat(answer.statusCode()).as(what).isEqualTo(status);
        all.assertThat(answer.contentType()).as(what).isEqualTo(PROBLEM);
        if (PROBLEM.equals(answer.contentType())) {
            String code = answer.jsonPath().getString("code");
            all.assertThat(operation.statusOf(code)).as("described: %s", what).contains(status);
            operation.answer(status).ifPresent(described -> compare(described, what, answer));
        }
    }

    /// A request by its example. Ids are those of the description.
    private record Request(
            Map<String, String> path,
            List<Map.Entry<String, String>> query,
            Map<String, String> headers,
            String type,
            String body) {

        Request body(String type, String body) {
            return new Request(path, query, headers, type, body);
        }

        Request query(JsonNode parameter, JsonNode value) {
            Stream<JsonNode> values = value.isArray() ? value.valueStream() : Stream.of(value);
            String name = parameter.get("name").asText();
            var more = Stream.concat(query.stream(), values.map(one -> Map.entry(name, one.asText())));
            return new Request(path, more.toList(), headers, type, body);
        }

        Request header(String name, String value) {
            return new Request(path, query, Map.of(name, value), type, body);
        }

        /// The same with another value in the path or in the query, or in the body.
        Request with(String name, String value) {
            if (path.containsKey(name)) {
                var changed = new LinkedHashMap<>(path);
                changed.put(name, value);
                return new Request(changed, query, headers, type, body);
            }
            if (body != null) {
                String property = "{\"%s\": \"%s\"".formatted(name, value);
                String rest =
                        body.replaceFirst("^\\{", body.equals("{}") ? "" : ", ").replaceAll("\"limit\":\\d+,?", "");
                return new Request(path, query, headers, type, property + rest);
            }
            var others = query.stream().filter(one -> !one.getKey().equals(name));
            return new Request(
                    path,
                    Stream.concat(others, Stream.of(Map.entry(name, value))).toList(),
                    headers,
                    type,
                    null);
        }

        Response send(Operation operation, ExampleLibrary library) {
            return prepared(library).request(operation.method(), path(operation, library));
        }

        String path(Operation operation, ExampleLibrary library) {
            String address = operation.path;
            for (var value : path.entrySet()) {
                address = address.replace("{" + value.getKey() + "}", library.live(value.getValue()));
            }
            return address;
        }

        RequestSpecification prepared(ExampleLibrary library) {
            RequestSpecification request = given().redirects().follow(false);
            query.forEach(value -> request.queryParam(value.getKey(), library.live(value.getValue())));
            headers.forEach(request::header);
            return body == null
                    ? request
                    : request.header("Content-Type", type)
                            .body(library.live(body).getBytes());
        }
    }

    private static Set<Class<?>> resources() {
        Set<Class<?>> resources = new HashSet<>();
        for (Bean<?> bean : Arc.container().beanManager().getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null
                    && path.value().matches("/?(api|events)(/.*)?")
                    && !path.value().contains("probe")) {
                resources.add(bean.getBeanClass());
            }
        }
        return resources;
    }

    /// Every method and path of a resource, with the names of its parameters.
    private static void addresses(Class<?> resource, Map<String, Set<String>> there) {
        for (Method method : resource.getDeclaredMethods()) {
            verb(method).forEach(verb -> {
                String below = method.isAnnotationPresent(Path.class)
                        ? "/" + method.getAnnotation(Path.class).value()
                        : "";
                String path = ("/" + resource.getAnnotation(Path.class).value() + below)
                        .replaceAll("/+", "/")
                        .replaceAll("\\{(\\w+)[^}]*}", "{$1}");
                there.put(verb + " " + path, parameters(method));
            });
        }
    }

    private static Stream<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static Set<String> parameters(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (Field field : parameter.getType().getDeclaredFields()) {
                    name(field, field.getName()).ifPresent(names::add);
                }
            }
            name(parameter, parameter.getName()).ifPresent(names::add);
        }
        return names;
    }

    private static Optional<String> name(AnnotatedElement element, String own) {
        var query = element.getAnnotation(RestQuery.class);
        var header = element.getAnnotation(RestHeader.class);
        return query != null
                ? Optional.of(query.value().isEmpty() ? own : query.value())
                : Optional.ofNullable(header).map(RestHeader::value);
    }
}
