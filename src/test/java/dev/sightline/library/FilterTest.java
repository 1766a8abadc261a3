package dev.sightline.library;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sightline.picture.MetadataWriter;
import dev.sightline.testing.Client;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Four pictures of which everything is known, found by each filter in the list and in the search.
@QuarkusTest
@QuarkusTestResource(Servers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilterTest {

    @Inject
    Jdbi jdbi;

    private Map<String, UUID> images = Map.of();

    @BeforeEach
    void takeIn() {
        if (!images.isEmpty()) {
            return;
        }
        Database.empty(jdbi);
        images = Map.of(
                "nikon",
                upload(
                        "nikon.jpg",
                        MetadataWriter.withXmp(
                                MetadataWriter.withExif(
                                        MetadataWriter.jpeg(1500, 1000, 0xD01020), MetadataWriter.camera()),
                                MetadataWriter.words("Kite", "", 5, "sky"))),
                "phone",
                upload(
                        "phone.jpg",
                        MetadataWriter.withXmp(
                                MetadataWriter.withExif(
                                        MetadataWriter.jpeg(300, 400, 0x1040C0),
                                        new MetadataWriter()
                                                .first(0x010F, "100%_real")
                                                .first(0x0110, "P\"1")
                                                .block()),
                                MetadataWriter.words("Beach", "", 2, "sky"))),
                "rejected",
                upload(
                        "rejected.jpg",
                        MetadataWriter.withXmp(
                                MetadataWriter.jpeg(101, 100, 0x808080), MetadataWriter.words("Blur", "", -1))),
                "bare",
                upload("bare.jpg", MetadataWriter.jpeg(100, 103, 0xFFFFFF)));
        images.values().forEach(image -> assertThat(Client.settled(image).getString("status"))
                .isEqualTo("ready"));
    }

    private static UUID upload(String name, byte[] jpeg) {
        return Client.upload(name, "image/jpeg", jpeg);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            date        | 2024         | nikon
            date        | 2024-05      | nikon
            date        | 2024-05-31   | nikon
            date        | 2024-05-30   |
            camera      | nikon        | nikon
            camera      | "Nikon D7"   | nikon
            camera      | d750         | nikon
            camera      | canon        |
            camera      | 100%_        | phone
            camera      | 100%%        |
            camera      | n_kon        |
            lens        | "50mm f/1.8" | nikon
            lens        | NIKKOR       | nikon
            colour      | red          | nikon
            colour      | Blue         | phone
            colour      | gray         | rejected
            colour      | white        | bare
            colour      | pink         |
            orientation | landscape    | nikon
            orientation | portrait     | phone bare
            orientation | Square       | rejected
            size        | medium       | nikon
            size        | small        | phone rejected bare
            size        | large        |
            size        | >1.4MP       | nikon
            size        | >=0.12mp     | nikon phone
            size        | <0.012MP     | rejected bare
            size        | >1GB         |
            size        | <1GB         | nikon phone rejected bare
            rating      | 5            | nikon
            rating      | >=2          | nikon phone
            rating      | <5           | phone rejected
            rating      | rejected     | rejected
            """)
    void findsWhatPasses(String filter, String value, String expected) {
        Set<UUID> wanted = new HashSet<>();
        if (expected != null) {
            for (var name : expected.split(" ")) {
                wanted.add(images.get(name));
            }
        }

        assertThat(listed(filter, value.replace("\"", ""))).isEqualTo(wanted);
        assertThat(searched(filter + ":" + value)).isEqualTo(wanted);
    }

    @Test
    void filtersAndWordsGoTogether() {
        assertThat(searched("tag:sky size:<0.5MP")).containsExactly(images.get("phone"));
        assertThat(searched("color:red colour:blue")).isEmpty();
        assertThat(searched("camera:nikon camera:real"))
                .containsExactlyInAnyOrder(images.get("nikon"), images.get("phone"));
        assertThat(searched("size:>0.05MP size:<0.5MP")).containsExactly(images.get("phone"));
        var request = Map.of("text", "kite camera:nikon", "limit", 10);
        assertThat(Client.search(request).getList("results.image.id", UUID.class))
                .containsExactly(images.get("nikon"));
    }

    @Test
    void aCursorKeepsTheFilter() {
        var first = given().queryParam("size", "small")
                .queryParam("limit", 2)
                .get("/api/images")
                .then()
                .statusCode(200)
                .body("total.count", is(3))
                .extract()
                .jsonPath();
        var second = given().queryParam("cursor", first.getString("next"))
                .get("/api/images")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(second.getList("images.id"))
                .hasSize(1)
                .doesNotContain(images.get("nikon").toString());
    }

    @Test
    void aCursorOfAnEarlierVersionHasExpired() {
        var old =
                "{\"filter\":{\"types\":[],\"tags\":[],\"favourite\":false},\"date\":\"2024-01-01T00:00:00Z\",\"id\":\"%s\"}"
                        .formatted(UUID.randomUUID());
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(old.getBytes());

        given().queryParam("cursor", cursor).get("/api/images").then().statusCode(410);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            colour      | sad     | Write one of red, orange, yellow, green, teal, blue, purple, pink, brown, black, grey, white.
            orientation | upright | Write orientation:landscape, orientation:portrait or orientation:square.
            size        | 12MP    | Write size:large, size:medium, size:small, size:>12MP or size:<4MB.
            size        | >12     | Write size:large
            rating      | 6       | Write rating:5, rating:>=3 or rating:rejected.
            camera      | ' '     | Write camera:nikon
            """)
    void saysWhatIsUnderstoodInstead(String filter, String value, String words) {
        given().queryParam(filter, value)
                .get("/api/images")
                .then()
                .statusCode(400)
                .body("code", is("invalid-filter"), "filter", is(filter), "detail", containsString(words));
        given().queryParam("q", filter + ":\"" + value + "\"")
                .get("/api/search")
                .then()
                .statusCode(400)
                .body("code", is("invalid-filter"));
    }

    private static Set<UUID> listed(String filter, String value) {
        return new HashSet<>(given().queryParam(filter, value)
                .get("/api/images")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("images.id", UUID.class));
    }

    private static Set<UUID> searched(String query) {
        return new HashSet<>(given().queryParam("q", query)
                .get("/api/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("results.image.id", UUID.class));
    }
}
