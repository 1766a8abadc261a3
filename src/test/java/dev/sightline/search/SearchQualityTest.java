package dev.sightline.search;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.demo.DemoCollection;
import dev.sightline.demo.DemoPicture;
import dev.sightline.demo.labels.DemoQueries;
import dev.sightline.demo.labels.DemoQueries.Kind;
import dev.sightline.demo.labels.DemoQuery;
import dev.sightline.demo.scene.Scene;
import dev.sightline.demo.scene.Style;
import dev.sightline.demo.scene.Subject;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How good the search has to be at least, on drawn pictures of which everything is known. How good it is:
/// docs/quality.md.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityTest {

    private static final int COUNT = 240;

    @Inject
    Jdbi jdbi;

    private final Map<UUID, DemoPicture> pictures = new LinkedHashMap<>();

    /// Once for all tests: they leave the library as they found it.
    @BeforeEach
    void takeIn() {
        if (!pictures.isEmpty()) {
            return;
        }
        Database.empty(jdbi);
        IntStream.range(0, COUNT).forEach(index -> takeIn(DemoCollection.picture(DemoCollection.SEED, index)));
        pictures.keySet().forEach(SearchQualityTest::settle);
    }

    private UUID takeIn(DemoPicture picture) {
        var image = Client.upload(picture);
        pictures.put(image, picture);
        return image;
    }

    private static void settle(UUID image) {
        assertThat(Client.settled(image).getString("status")).isEqualTo("ready");
    }

    @Test
    void ninetyInAHundredShownAreRelevantAndOfTheRelevantAsManyAreShown() {
        double precision = 0;
        double recall = 0;
        int queries = 0;
        for (var query : DemoQueries.of(Kind.PIXELS, DemoCollection.SEED, COUNT)) {
            var wanted = images(query);
            if (!wanted.isEmpty()) {
                var shown = shown(query.text());
                long hits = shown.stream().filter(wanted::contains).count();
                precision += shown.isEmpty() ? 1 : (double) hits / shown.size();
                recall += (double) hits / wanted.size();
                queries++;
            }
        }
        assertThat(queries).isGreaterThan(150);
        assertThat(precision / queries).isGreaterThan(0.9);
        assertThat(recall / queries).isGreaterThan(0.9);
    }

    @Test
    void whatTheModelKnowsButTheLibraryHasNotIsNotShown() {
        var whales = showing(scene -> scene.subject() == Subject.WHALE);
        assertThat(whales).isNotEmpty();
        whales.forEach(image -> given().delete("/api/images/{id}", image).then().statusCode(204));
        try {
            assertThat(shown("whale")).isEmpty();
            assertThat(shown("a big whale at night")).isEmpty();
            assertThat(Client.search(Map.of("text", "whale", "weaker", true)).getList("results"))
                    .isNotEmpty();
        } finally {
            whales.forEach(image ->
                    given().post("/api/images/{id}/restore", image).then().statusCode(200));
        }
    }

    @Test
    void inALibraryOfCatsAllAreCats() {
        var others = showing(scene -> scene.subject() != Subject.CAT);
        var more = IntStream.iterate(COUNT, index -> index + 1)
                .filter(index -> Scene.of(DemoCollection.SEED, index).subject() == Subject.CAT)
                .limit(40)
                .mapToObj(index -> takeIn(DemoCollection.picture(DemoCollection.SEED, index)))
                .toList();
        more.forEach(SearchQualityTest::settle);
        others.forEach(image -> given().delete("/api/images/{id}", image).then().statusCode(204));
        try {
            var cats = showing(scene -> scene.subject() == Subject.CAT);
            assertThat(shown("cat").size()).isGreaterThan((int) (0.9 * cats.size()));
            assertThat(shown("a red boat")).isEmpty();
        } finally {
            others.forEach(image ->
                    given().post("/api/images/{id}/restore", image).then().statusCode(200));
            more.forEach(image -> {
                given().delete("/api/images/{id}", image).then().statusCode(204);
                pictures.remove(image);
            });
        }
    }

    @Test
    void whatIsNotWantedIsGoneAndTheRestStays() {
        int unwanted = 0;
        int stillThere = 0;
        int wanted = 0;
        int lost = 0;
        for (var query : DemoQueries.of(Kind.NOT, DemoCollection.SEED, COUNT)) {
            var allowed = images(query);
            var before = shown(query.text().substring(0, query.text().indexOf(" -")));
            var after = shown(query.text());
            for (var image : before) {
                if (allowed.contains(image)) {
                    wanted++;
                    lost += after.contains(image) ? 0 : 1;
                } else if (isSubject(query, image)) {
                    unwanted++;
                    stillThere += after.contains(image) ? 1 : 0;
                }
            }
        }
        assertThat(unwanted).isGreaterThan(30);
        assertThat((double) stillThere / unwanted).isLessThan(0.05);
        assertThat((double) lost / wanted).isLessThan(0.05);
    }

    /// Whether an image that is not allowed has what the query excludes, and not rather something that it never was.
    private boolean isSubject(DemoQuery query, UUID image) {
        var excluded = query.text().replaceAll(".*-\"(.*)\"", "$1");
        return pictures.get(image).scene().attributes().values().stream().anyMatch(value -> value.equals(excluded));
    }

    @Test
    void wordsAnswerWhatPixelsCannotAndPixelsTheRest() {
        var neon = showing(scene -> scene.style() == Style.NEON);
        var others = showing(scene -> scene.style() == Style.MOSAIC);
        var tagged = new HashSet<>(neon.subList(0, 3));
        tagged.addAll(others.subList(0, 3));
        tagged.forEach(image -> tag(image, List.of("Quedlinburg")));
        try {
            assertThat(shown("neon Quedlinburg")).containsExactlyInAnyOrderElementsOf(neon.subList(0, 3));
            assertThat(shown("Quedlinburg")).containsExactlyInAnyOrderElementsOf(tagged);
            assertThat(shown("neon -quedlinburg"))
                    .doesNotContainAnyElementsOf(tagged)
                    .contains(neon.get(3));
        } finally {
            tagged.forEach(image -> tag(image, List.of()));
        }
    }

    @Test
    void aPhraseThatAPictureHasLeavesOutTheOthers() {
        var boats = showing(scene -> scene.subject() == Subject.SAILBOAT);
        entitle(boats.getFirst(), "The red boat of Jan");
        try {
            assertThat(shown("\"red boat\"")).containsExactly(boats.getFirst());
            assertThat(shown("\"boat red\"").size()).isNotEqualTo(1);
        } finally {
            entitle(boats.getFirst(), null);
        }
    }

    @Test
    void aCopyFindsItsOriginFirst() throws IOException {
        var originals = List.copyOf(pictures.keySet()).subList(0, 60);
        var copies = Map.<String, UnaryOperator<BufferedImage>>of(
                "as it is",
                image -> image,
                "at three tenths",
                image -> scaled(image, 0.3),
                "turned by two degrees",
                image -> turned(image, 2),
                "in a screenshot",
                SearchQualityTest::screenshot);
        for (var copy : copies.entrySet()) {
            int first = 0;
            for (var original : originals) {
                var bytes = pictures.get(original).bytes();
                var changed = jpeg(copy.getValue().apply(ImageIO.read(new ByteArrayInputStream(bytes))));
                var found = Client.search(Map.of("examples", List.of(Map.of("data", changed)), "limit", 1));
                first += images(found).contains(original) ? 1 : 0;
            }
            assertThat(first).as(copy.getKey()).isGreaterThanOrEqualTo(59);
        }
    }

    private static BufferedImage scaled(BufferedImage image, double factor) {
        return drawn(
                image,
                (int) (image.getWidth() * factor),
                (int) (image.getHeight() * factor),
                Color.WHITE,
                graphics -> graphics.scale(factor, factor));
    }

    private static BufferedImage turned(BufferedImage image, double degrees) {
        return drawn(
                image,
                image.getWidth(),
                image.getHeight(),
                Color.WHITE,
                graphics -> graphics.transform(AffineTransform.getRotateInstance(
                        Math.toRadians(degrees), image.getWidth() / 2.0, image.getHeight() / 2.0)));
    }

    private static BufferedImage screenshot(BufferedImage image) {
        var screen = drawn(
                image,
                image.getWidth() + 400,
                image.getHeight() + 300,
                new Color(28, 28, 32),
                graphics -> graphics.translate(250, 150));
        var graphics = screen.createGraphics();
        graphics.setColor(new Color(70, 70, 78));
        graphics.fillRect(0, 0, screen.getWidth(), 48);
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.drawString("Back   Forward   Share", 20, 30);
        return screen;
    }

    private interface Placing {
        void on(Graphics2D graphics);
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, Color ground, Placing placing) {
        var drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = drawn.createGraphics();
        graphics.setRenderingHint(
                java.awt.RenderingHints.KEY_INTERPOLATION, java.awt.RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setColor(ground);
        graphics.fillRect(0, 0, width, height);
        placing.on(graphics);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return drawn;
    }

    /// Of the quality at which copies are passed on.
    private static byte[] jpeg(BufferedImage image) throws IOException {
        var rgb = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        rgb.createGraphics().drawImage(image, 0, 0, Color.WHITE, null);
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(0.3f);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(rgb, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void tag(UUID image, List<String> tags) {
        patch(image, Map.of("tags", tags));
    }

    private static void entitle(UUID image, String title) {
        var words = new LinkedHashMap<String, Object>();
        words.put("title", title);
        patch(image, words);
    }

    private static void patch(UUID image, Map<String, ?> words) {
        given().contentType("application/merge-patch+json")
                .accept(ContentType.JSON)
                .body(words)
                .patch("/api/images/{id}", image)
                .then()
                .statusCode(200);
    }

    /// All that is above the cut-off.
    private static Set<UUID> shown(String text) {
        var answer = Client.search(Map.of("text", text, "limit", 200));
        var shown = new HashSet<>(images(answer));
        for (var next = answer.getString("next"); next != null; next = answer.getString("next")) {
            answer = Client.search(Map.of("cursor", next, "limit", 200));
            shown.addAll(images(answer));
        }
        return shown;
    }

    private static List<UUID> images(JsonPath answer) {
        return answer.getList("results.image.id", UUID.class);
    }

    private List<UUID> showing(Predicate<Scene> wanted) {
        return pictures.entrySet().stream()
                .filter(picture -> wanted.test(picture.getValue().scene()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Set<UUID> images(DemoQuery query) {
        var ids = List.copyOf(pictures.keySet());
        return query.relevant().stream().map(ids::get).collect(toSet());
    }
}
