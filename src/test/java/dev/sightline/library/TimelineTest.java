package dev.sightline.library;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import dev.sightline.account.Persons;
import dev.sightline.testing.RowsAlone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The library's page, its chunks and its facets, over catalogue rows of ten years.
@QuarkusTest
@TestProfile(RowsAlone.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimelineTest {

    private static final int COUNT = 3000;

    private static final Pattern CHUNK = Pattern.compile("<ul id=\"chunk-(?<name>[^\"]+)\"");
    private static final Pattern TILE = Pattern.compile("id=\"image-(?<id>[0-9a-f-]{36})\"");
    private static final Pattern OLDER = Pattern.compile("href=\"(?<href>[^\"]+)\">Older pictures");
    private static final Pattern NEWER = Pattern.compile("href=\"(?<href>[^\"]+)\">Newer pictures");
    private static final Pattern AGAIN = Pattern.compile("data-fresh hx-get=\"(?<href>[^\"]+)\"");

    @Inject
    Jdbi jdbi;

    @Inject
    Facets facets;

    @Inject
    Images images;

    @Inject
    Collections collections;

    @Inject
    Persons persons;

    @BeforeEach
    void fill() {
        RowsAlone.fill(jdbi, COUNT);
    }

    @Test
    void chunksTogetherAreTheLibrary() {
        var chunks = chunks(page("/"));

        var shown = new ArrayList<UUID>();
        for (int i = 0; i < chunks.size(); i++) {
            shown.addAll(tiles(chunks, i));
        }

        assertThat(shown).containsExactlyElementsOf(all());
    }

    @Test
    void nothingRepeatsOrIsSkippedWhilePicturesArrive() {
        var before = all();
        var chunks = chunks(page("/"));
        var shown = new ArrayList<UUID>();
        for (int i = 0; i < chunks.size(); i++) {
            if (i % 4 == 0) {
                arrive(before.get(i * 20));
            }
            shown.addAll(tiles(chunks, i));
        }

        assertThat(shown).doesNotHaveDuplicates();
        shown.retainAll(new HashSet<>(before));
        assertThat(shown).containsExactlyElementsOf(before);
    }

    @Test
    void withoutScriptsItIsPaged() {
        var pages = new ArrayList<String>();
        var shown = new ArrayList<UUID>();
        var next = "/";
        while (next != null) {
            var page = page(next);
            pages.add(page);
            assertThat(tiles(page)).hasSizeBetween(1, 180);
            shown.addAll(tiles(page));
            next = link(OLDER, page);
        }

        assertThat(shown).containsExactlyElementsOf(all());
        var back = page(link(NEWER, pages.get(3)));
        assertThat(tiles(back)).isEqualTo(tiles(pages.get(2)));
        assertThat(link(NEWER, pages.getFirst())).isNull();
    }

    @Test
    void aMonthIsGoneTo() {
        var month = jdbi.withHandle(handle -> handle.createQuery(
                        "select to_char(min(date) at time zone 'UTC' + interval '5 years', 'YYYY-MM') from image")
                .mapTo(String.class)
                .one());

        var first = tiles(page("/?at=" + month)).getFirst();

        var taken = jdbi.withHandle(handle -> handle.createQuery(
                        "select to_char(date at time zone 'UTC', 'YYYY-MM') from image where id = :id")
                .bind("id", first)
                .mapTo(String.class)
                .one());
        assertThat(taken).isEqualTo(month);
        assertThat(tiles(page("/?at=1970-01"))).contains(all().getLast());
        assertThat(tiles(page("/?at=2100-01"))).startsWith(all().getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?at=yesterday", "/?at=2024-05_-", "/timeline/2024-13", "/timeline/2024-05?until=%20"})
    void aPlaceThatIsNoneIsRefused(String path) {
        given().urlEncodingEnabled(false).get(path).then().statusCode(400);
    }

    @Test
    void aPageIsSentAgainOnlyIfSomethingHasChanged() {
        var again = link(AGAIN, page("/"));
        given().urlEncodingEnabled(false).get(again).then().statusCode(204);

        arrive(all().getFirst());

        given().urlEncodingEnabled(false).get(again).then().statusCode(200);
    }

    @Test
    void filtersNarrowThePageDown() {
        var wanted = given().queryParam("type", "png")
                .queryParam("camera", "Nikon D750")
                .queryParam("limit", 200)
                .get("/api/images")
                .jsonPath();
        var page = given().queryParam("filter", "type:png camera:\"Nikon D750\"")
                .get("/")
                .then();

        page.statusCode(200)
                .body(containsString(">" + wanted.getInt("total.count") + " pictures<"))
                .body(containsString("Remove the filter type:png"))
                .body(containsString("value=\"type:png camera:&quot;Nikon D750&quot;\""));
        assertThat(tiles(text(page)))
                .containsExactlyElementsOf(wanted.getList("images.id", UUID.class)
                        .subList(0, tiles(text(page)).size()));
        given().queryParam("filter", "camera:Leica")
                .get("/")
                .then()
                .statusCode(200)
                .body(containsString("No picture passes this filter."));
        given().queryParam("filter", "a boat").get("/").then().statusCode(400).body(containsString("is not a filter"));
    }

    @Test
    void aSearchForNothingButFiltersIsTheLibrary() {
        given().redirects()
                .follow(false)
                .queryParam("q", "type:png camera:\"Nikon D750\"")
                .get("/search")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/?filter=type:png+camera:%22Nikon+D750%22"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "type:png", "camera:nikon", "date:2024 colour:red", "orientation:portrait is:favourite"})
    void aFacetCountsWhatItsValuesShow(String written) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into favourite (person_id, image_id) select 1, id from image order by id limit 400"));
        var asked = FilterText.of(written);

        var counted = facets.of(asked.filter(), persons.current());

        assertThat(counted)
                .extracting(Facet::name)
                .containsExactly("type", "year", "camera", "colour", "orientation", "favourite");
        for (var facet : counted) {
            var others = asked.without(FacetKind.valueOf(facet.name().toUpperCase()).filters);
            for (var value : facet.values()) {
                var filter = FilterText.of(others + " " + value.term()).filter();
                assertThat(images.count(collections.library(), filter, persons.current()))
                        .as(value.term())
                        .isEqualTo(value.count());
            }
        }
    }

    @Test
    void facetsOfSomeImagesCountTheseAlone() {
        var some = all().subList(100, 400);

        var counted = facets.of(some, persons.current());

        assertThat(counted.getFirst().values().stream()
                        .mapToLong(Facet.Value::count)
                        .sum())
                .isEqualTo(300);
        assertThat(counted.getLast().values()).isEmpty();
    }

    @Test
    void theApiTellsTheFacets() {
        given().queryParams(Map.of("type", "png", "colour", "red"))
                .get("/api/facets")
                .then()
                .statusCode(200)
                .body("facets[0].name", is("type"))
                .body("facets[0].values[0].term", is("type:jpeg"))
                .body("facets.find { it.name == 'camera' }.values.term.flatten()", is(cameras()));
        given().queryParam("type", "sad")
                .get("/api/facets")
                .then()
                .statusCode(400)
                .body("code", is("invalid-filter"));
    }

    /// The cameras of red PNGs, the most frequent first.
    private List<String> cameras() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select camera from image where media_type = 'image/png' and 'red' = any(colour_names)
                            and camera is not null
                        group by camera order by count(*) desc, camera
                        """)
                .mapTo(String.class)
                .map(name -> new FilterTerm("camera", name).toString())
                .list());
    }

    /// A picture comes in that was taken right after another.
    private void arrive(UUID after) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into image (id, collection_id, object_key, name, media_type, size, width, height, taken_at, state)
                        select gen_random_uuid(), collection_id, gen_random_uuid()::text, 'new.jpg', media_type, size, 300, 200,
                            taken_at + interval '1 second', 'ready'
                        from image where id = :id
                        """).bind("id", after).execute());
    }

    private List<UUID> all() {
        return images.ids(collections.library(), Filter.NONE, Integer.MAX_VALUE, persons.current());
    }

    private static String page(String path) {
        return text(given().urlEncodingEnabled(false).get(path).then().statusCode(200));
    }

    private static String text(ValidatableResponse response) {
        return response.extract().asString();
    }

    private static List<String> chunks(String page) {
        return CHUNK.matcher(page).results().map(it -> it.group("name")).toList();
    }

    /// The pictures of a chunk, asked for as scripts do.
    private static List<UUID> tiles(List<String> chunks, int at) {
        var name = chunks.get(at);
        var next = at + 1 < chunks.size() ? chunks.get(at + 1).split("_") : new String[] {""};
        boolean sameMonth = next[0].equals(name.split("_")[0]);
        return tiles(page("/timeline/" + name + (sameMonth ? "?until=" + next[1] : "")));
    }

    private static List<UUID> tiles(String page) {
        return TILE.matcher(page)
                .results()
                .map(it -> UUID.fromString(it.group("id")))
                .toList();
    }

    private static String link(Pattern pattern, String page) {
        var found = pattern.matcher(page);
        return found.find() ? found.group("href").replace("&amp;", "&") : null;
    }
}
