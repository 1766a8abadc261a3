package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sightline.library.Collections;
import dev.sightline.testing.Database;
import dev.sightline.testing.Servers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is found by words alone.
@QuarkusTest
@QuarkusTestResource(Servers.class)
class LexicalTest {

    @Inject
    Jdbi jdbi;

    @Inject
    Lexical lexical;

    @Inject
    Lexicon lexicon;

    @Inject
    Collections collections;

    @BeforeEach
    @AfterEach
    void empty() {
        Database.empty(jdbi);
        jdbi.useHandle(handle -> {
            handle.execute("delete from collection where kind <> 'library'");
            handle.execute("update collection set language = 'english'");
        });
        lexicon.audit();
    }

    @ParameterizedTest
    @CsvSource({
        "kite, Kites over the beach",
        "kites, A red kite",
        "KITE, kite",
        "hauser, Häuser am Hang",
        "Häuser, hauser",
        "tromso, Winter in Tromsø",
        "strasse, Lange Straße",
        "the kite, Kite without an article",
        "harb, The old harbour",
        "harbuor, The old harbour",
        "lihgthuose, A lighthouse",
        "sku 4711, SKU-4711-B",
        "sku4711b, SKU-4711-B",
    })
    void findsAWordByTheTitle(String text, String title) {
        var image = titled(title);
        titled("Something else entirely");

        assertThat(find(text)).containsOnlyKeys(image);
        assertThat(matched(text, image)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kite, A red kitten",
        "'harb ', The old harbour",
        "'\"harb\"', The old harbour",
        "h, The old harbour",
        "boat, Far away",
        "bota, A coat",
        "cta, A cat",
        "471, SKU-4711-B",
        "sku4712b, SKU-4711-B",
        "xarbour, The old harbour",
    })
    void findsNothingThatIsOnlyALittleAlike(String text, String title) {
        titled(title);

        assertThat(find(text)).isEmpty();
    }

    @Test
    void findsWordsWhereverTheyAre() {
        var title = image("a1.jpg", "Lighthouse", null, List.of(), null);
        var description = image("a2.jpg", null, "Seen from the lighthouse.", List.of(), null);
        var tag = image("a3.jpg", null, null, List.of("old lighthouse"), null);
        var name = image("Lighthouse_2.jpg", null, null, List.of(), null);
        var camera = image("a4.jpg", null, null, List.of(), "Lighthouse D750");

        assertThat(find("lighthouse")).containsOnlyKeys(title, description, tag, name, camera);
        assertThat(find("lighthouse").values()).allMatch(match -> match.share() == 1);
        assertThat(find("lighthouse").get(title).rank())
                .isGreaterThan(find("lighthouse").get(description).rank());
    }

    @Test
    void stemsAreThoseOfTheLanguageOfTheCollection() {
        jdbi.useHandle(handle -> handle.execute("update collection set language = 'german'"));
        var image = titled("Häuser für Vögel");

        assertThat(find("Haus")).containsOnlyKeys(image);
        assertThat(find("vogel")).containsOnlyKeys(image);
        assertThat(find("für häuser").get(image).share()).isEqualTo(1);
    }

    @Test
    void wordsThatCountForNothingAreLookedForWhereThereIsNothingElse() {
        var image = titled("The Who");
        titled("The boat");

        assertThat(find("the who ")).containsOnlyKeys(image);
        assertThat(find("the boat ")).doesNotContainKey(image);
    }

    @Test
    void whoeverHasAllTheWordsHasTheWholeShare() {
        var all = titled("A red boat beside a lighthouse");
        var rare = titled("Lighthouse");
        for (int i = 0; i < 20; i++) {
            titled("Red boat number " + i);
        }
        lexicon.audit();

        var found = find("red boat lighthouse ");

        assertThat(found).as("common words tell nothing by themselves").containsOnlyKeys(all, rare);
        assertThat(found.get(all).share()).isEqualTo(1);
        assertThat(found.get(rare).share()).isBetween(0.5, 0.9);
        assertThat(find("red boat ")).hasSize(21);
    }

    @Test
    void aWordTellsMoreTheRarerItIs() {
        var rare = titled("pagoda");
        var common = titled("harbour");
        titled("harbour");
        titled("harbour");
        lexicon.audit();

        var found = find("pagoda harbour ");

        assertThat(found.get(rare).share()).isGreaterThan(found.get(common).share());
        assertThat(found.get(rare).share() + found.get(common).share()).isEqualTo(1, within(1e-9));
    }

    @Test
    void countsThatAreOldDoNotMakeACommonWordRare() {
        var all = titled("pagoda harbour");
        for (int i = 0; i < 20; i++) {
            titled("harbour " + i);
        }

        assertThat(find("pagoda harbour ")).containsOnlyKeys(all);
    }

    @Test
    void theBeginningOfAWordCountsLessThanTheWord() {
        var word = titled("boat");
        var longer = titled("boathouse");

        var found = find("boat");

        assertThat(found.get(word).share()).isEqualTo(1);
        assertThat(found.get(longer).share()).isEqualTo(Term.BEGUN);
        assertThat(find("boat lake")).as("only the last word").doesNotContainKey(longer);
        assertThat(matched("boat", longer)).containsExactly("boathouse");
        assertThat(matched("boat", word)).containsExactly("boat");
    }

    @Test
    void aWordIsCorrectedOnlyWhereTheLibraryHasItNot() {
        var harbour = titled("Harbour at night");

        var corrected = find("harbur night").get(harbour);
        assertThat(corrected.corrected()).isTrue();
        assertThat(corrected.share()).isLessThan(1).isGreaterThan(Term.CORRECTED);
        assertThat(matched("harbur night", harbour)).containsExactly("harbour", "night");
        assertThat(find("harbour night").get(harbour).corrected()).isFalse();

        var harbur = titled("Harbur");
        assertThat(find("harbur")).containsOnlyKeys(harbur);
    }

    @Test
    void codesAreNotCorrected() {
        titled("SKU47118");

        assertThat(find("sku47117")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "red barn, 'Red Barn!', x.jpg, x, true",
        "'\"red barn\"', Red barn, x.jpg, x, true",
        "Tromsø, tromso, x.jpg, x, true",
        "img_4711.JPG, x, IMG_4711.jpg, x, true",
        "IMG_4711, x, IMG_4711.jpg, x, true",
        "summer holiday, x, x.jpg, Summer-Holiday, true",
        "SKU-4711-B, 'Chair, SKU-4711-B', x.jpg, x, true",
        "sku4711b, 'Chair (SKU-4711-B).', x.jpg, x, true",
        "SKU 4711 B, x, sku-4711-b_front.jpg, x, true",
        "red, Red barn, x.jpg, x, false",
        "red barn, The red barn, x.jpg, x, false",
        "4711, SKU-4711-B, x.jpg, x, false",
        "12, 12 boats, x.jpg, x, false",
    })
    void isExactWhereItIsCalledJustSo(String text, String title, String name, String tag, boolean exact) {
        var image = image(name, title, null, List.of(tag), null);

        var match = find(text).get(image);

        assertThat(match.exact()).isEqualTo(exact);
        assertThat(match.share()).isEqualTo(1);
        assertThat(matched(text, image)).isNotEmpty();
    }

    @Test
    void findsACodeInADescription() {
        var image = image("x.jpg", null, "Ordered as AB/12.30, two of them.", List.of(), null);

        assertThat(find("ab/12.30").get(image).exact()).isTrue();
        assertThat(find("AB1230").get(image).exact()).isTrue();
        assertThat(find("two of them").get(image).exact()).isFalse();
    }

    @Test
    void aPhraseIsFoundAsItIsWritten() {
        var phrase = titled("Old red barn");
        var stems = titled("Red barns");
        var apart = titled("Barn, painted red");
        var tags = image("x.jpg", null, null, List.of("red", "barn"), null);

        assertThat(find("red barn ")).containsOnlyKeys(phrase, stems, apart, tags);
        assertThat(find("\"red barn\"")).containsOnlyKeys(phrase);
        assertThat(find("\"Red-Barn\" old").get(phrase).share()).isEqualTo(1);
        assertThat(find("\"barns\"")).containsOnlyKeys(stems);
        assertThat(matched("\"red barn\"", phrase)).containsExactly("red barn");
        assertThat(matched("\"red barn\"", stems)).isEmpty();
    }

    @Test
    void whatHasNotThePhraseHasNoMatch() {
        var phrase = titled("red barn");
        var both = titled("red barn and a windmill");
        titled("windmill");

        var found = found("\"red barn\" windmill");

        assertThat(found.phrases()).isTrue();
        assertThat(found.images()).containsOnlyKeys(phrase, both);
        assertThat(found.images().get(both).share()).isEqualTo(1);
        assertThat(found.images().get(phrase).share()).isLessThan(1);
        assertThat(found("\"barn red\" windmill").phrases()).isFalse();
        assertThat(found("\"barn red\" windmill").images()).isEmpty();
        assertThat(found("windmill").phrases()).isFalse();
        assertThat(found("\"red barn\" \"a windmill\"").images()).containsOnlyKeys(both);
    }

    @Test
    void findsOnlyWhatCanBeSeen() {
        long other = jdbi.withHandle(handle -> handle.createQuery(
                        "insert into collection (name, kind) values ('other', 'evaluation') returning id")
                .mapTo(long.class)
                .one());
        var here = titled("pagoda");
        var there = titled("pagoda");
        var trashed = titled("pagoda");
        var early = titled("pagoda");
        set(there, "collection_id = " + other);
        set(trashed, "trashed_at = now()");
        set(early, "state = 'decoded'");

        assertThat(find("pagoda")).containsOnlyKeys(here);
        assertThat(lexical.find(other, QueryParser.parse("pagoda").words(), 10).images())
                .containsOnlyKeys(there);
        assertThat(find("\"pagoda\"")).containsOnlyKeys(here);
    }

    @Test
    void anotherCollectionCorrectsNothing() {
        long other = jdbi.withHandle(handle -> handle.createQuery(
                        "insert into collection (name, kind) values ('other', 'evaluation') returning id")
                .mapTo(long.class)
                .one());
        set(titled("pagoda"), "collection_id = " + other);
        lexicon.audit();

        assertThat(found("pagdoa").corrections()).isEmpty();
        titled("pagoda");
        assertThat(found("pagdoa").corrections()).isEqualTo(Map.of("pagdoa", "pagoda"));
    }

    @Test
    void findsNoMoreThanTheLimit() {
        for (int i = 0; i < 12; i++) {
            titled("pagoda " + i);
        }
        assertThat(lexical.find(
                                collections.library(),
                                QueryParser.parse("pagoda").words(),
                                5)
                        .images())
                .hasSize(5);
    }

    @Test
    void whatIsCalledJustSoComesBeforeTheLimit() {
        for (int i = 0; i < 12; i++) {
            titled("a pagoda");
        }
        var exact = titled("Pagoda");

        assertThat(lexical.find(
                                collections.library(),
                                QueryParser.parse("pagoda").words(),
                                5)
                        .images())
                .containsKey(exact)
                .hasSize(5);
    }

    /// As when a backup is restored.
    @Test
    void wordsAreTheSameWhereNoSchemaIsSearched() {
        var words = "image_words('english', 'SKU-4711.jpg', 'Häuser', 'in Tromsø', '{red barn}', 'Nikon', null)::text";
        var usual = jdbi.withHandle(handle ->
                handle.createQuery("select " + words).mapTo(String.class).one());

        var restored = jdbi.inTransaction(handle -> {
            handle.execute("set local search_path = ''");
            return handle.createQuery("select public." + words)
                    .mapTo(String.class)
                    .one();
        });

        assertThat(restored).isEqualTo(usual).contains("'=sku4711'", "'tromso'");
    }

    @Test
    void theAuditForgetsWordsAndCountsThem() {
        titled("pagoda");
        titled("pagodas");
        var gone = titled("windmill");
        jdbi.useHandle(handle -> handle.execute("delete from image where id = ?", gone));

        lexicon.audit();

        assertThat(terms("written")).containsEntry("pagoda", 1).containsEntry("pagodas", 1);
        assertThat(terms("stem")).containsEntry("pagoda", 2).doesNotContainKey("windmil");
        assertThat(terms("written")).doesNotContainKey("windmill").doesNotContainKey("/and");
    }

    private Map<String, Integer> terms(String kind) {
        return jdbi.withHandle(handle -> handle.createQuery("select term, images from lexeme where kind = :kind")
                .bind("kind", kind)
                .setMapKeyColumn("term")
                .setMapValueColumn("images")
                .collectInto(new GenericType<Map<String, Integer>>() {}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'",
                "\\",
                "a\\'b",
                "½",
                "& | !",
                "(a",
                "a:*",
                "<->",
                "1e5",
                "'; drop",
                "日本",
                "é́",
                "\"'\"",
                "\"½ & x\""
            })
    void findsNothingButFailsNeverWithSigns(String text) {
        titled("pagoda");

        assertThat(find(text)).isEmpty();
    }

    @Test
    void aLongQueryIsJustLong() {
        titled("pagoda");
        var random = new Random(7);
        var text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append((char) ('a' + random.nextInt(26))).append(i % 5 == 0 ? " " : "");
        }
        assertThat(find(text.toString())).isEmpty();
    }

    private Map<UUID, Match> find(String text) {
        return found(text).images();
    }

    private Lexical.Found found(String text) {
        return lexical.find(collections.library(), QueryParser.parse(text).words(), 100);
    }

    private List<String> matched(String text, UUID image) {
        var reading =
                lexical.read(collections.library(), QueryParser.parse(text).words());
        return lexical.matched(List.of(image), reading).getOrDefault(image, List.of());
    }

    private void set(UUID image, String change) {
        jdbi.useHandle(handle -> handle.execute("update image set " + change + " where id = ?", image));
    }

    private UUID titled(String title) {
        return image("x.jpg", title, null, List.of(), null);
    }

    private UUID image(String name, String title, String description, List<String> tags, String camera) {
        var id = UUID.randomUUID();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into image (id, collection_id, object_key, name, title, description, tags, camera, language,
                            media_type, size, state)
                        select :id, id, :id, :name, :title, :description, :tags, :camera, language, 'image/jpeg', 1, 'ready'
                        from collection where id = :collection
                        """)
                .bind("id", id)
                .bind("collection", collections.library())
                .bind("name", name)
                .bind("title", title)
                .bind("description", description)
                .bindArray("tags", String.class, tags)
                .bind("camera", camera)
                .execute());
        return id;
    }
}
