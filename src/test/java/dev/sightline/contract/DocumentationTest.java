package dev.sightline.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.contract.Description.Operation;
import dev.sightline.picture.Refusal;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The pages of the documentation that speak of the API say what is there, and what they show works.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class DocumentationTest {

    private static final Path PAGE = Path.of("docs/reference/http-api.md");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern ROW = Pattern.compile("\\| \\d{3} \\| ([^|]+) \\|");
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)*)`");
    private static final Pattern CURL = Pattern.compile("(?m)^    curl (?:.*\\\\\\n)*.*(?:\\n(?:      .*))*");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+", Pattern.DOTALL);

    /// The places where the code says which problem it is.
    private static final Pattern THROWN = Pattern.compile(
            "(?:new ProblemException|new Problem|super)\\(\\s*(?:\\w[\\w.()]*,\\s*)?\"([a-z]+(?:-[a-z]+)*)\",");

    @Test
    void everyOperationIsThere() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(description().operations()).allSatisfy(operation -> assertThat(page)
                .containsPattern(Pattern.quote(operation.toString()) + "(?![/\\w])"));
    }

    @Test
    void everyProblemIsThere() throws IOException {
        Set<String> documented = documented();

        assertThat(documented).containsAll(thrown());
        for (Operation operation : description().operations()) {
            operation.answers().values().forEach(answer -> assertThat(documented)
                    .as("problems of %s", operation)
                    .containsAll(Description.members(answer.at("/content/application~1problem+json/examples"))
                            .keySet()));
        }
    }

    @Test
    void noProblemIsThereThatNobodyHas() throws IOException {
        String sources = sources();

        assertThat(documented()).allMatch(code -> isRefusal(code) || sources.contains('"' + code + '"'));
    }

    @Test
    void everyExampleWorks() throws IOException {
        var library = new ExampleLibrary();
        List<String> examples = CURL.matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            library.prepare("");
            var answer = send(library.live(example));
            assertThat(answer).as(example).isBetween(200, 307);
        }
        ExampleLibrary.awaitRest();
    }

    private static int send(String curl) {
        List<String> words = words(curl.replace("\\\n", " "));
        RequestSpecification request = given().redirects().follow(false).urlEncodingEnabled(false);
        String method = null;
        String address = "";
        String body = null;
        for (int i = 1; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-s", "-sOJ" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "-d" -> body = words.get(++i);
                default -> address = words.get(i).replace("localhost:8080", "");
            }
        }
        if (body != null) {
            request.body(body.getBytes());
        }
        return request.request(method != null ? method : body == null ? "GET" : "POST", address)
                .statusCode();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        WORD.matcher(line).results().forEach(word -> words.add(word.group(1) == null ? word.group() : word.group(1)));
        return words;
    }

    private static Description description() {
        return new Description(given().get("/q/openapi?format=json").asString());
    }

    /// The codes of the table of problems.
    private static Set<String> documented() throws IOException {
        Set<String> codes = new TreeSet<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .flatMap(row -> CODE.matcher(row.group(1)).results())
                .forEach(code -> codes.add(code.group(1)));
        return codes;
    }

    private static Set<String> thrown() throws IOException {
        Set<String> codes = new HashSet<>();
        THROWN.matcher(sources()).results().forEach(code -> codes.add(code.group(1)));
        assertThat(codes).contains("cursor-expired", "image-not-found", "unexpected", "invalid-words");
        return codes;
    }

    private static boolean isRefusal(String code) {
        return Arrays.stream(Refusal.values())
                .anyMatch(refusal -> refusal.code().equals(code));
    }

    private static String sources() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> all.append(read(file)));
        }
        return all.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
