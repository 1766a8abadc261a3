package dev.sightline.taste.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.sightline.account.Person;
import dev.sightline.ingest.Outcome;
import dev.sightline.library.Collections;
import dev.sightline.library.Ids;
import dev.sightline.storage.ObjectStore;
import dev.sightline.style.Styles;
import dev.sightline.taste.Forgotten;
import dev.sightline.taste.Interaction;
import dev.sightline.taste.Interaction.Type;
import dev.sightline.taste.Recorded;
import dev.sightline.taste.Taste;
import dev.sightline.taste.Taste.Liking;
import dev.sightline.taste.TasteConfig;
import dev.sightline.taste.TasteProvider.Judge;
import dev.sightline.testing.Database;
import dev.sightline.testing.RowsAlone;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the service is asked and told while people search, and what happens where it does not answer.
@QuarkusTest
@TestProfile(RowsAlone.class)
class PersonalizeTasteTest {

    private static final int MANY = 100;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    PersonalizeRepository repository;

    @Inject
    Styles styles;

    @Inject
    Collections collections;

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Map<String, String> settings = new HashMap<>();
    private StubPersonalize stub;
    private PersonalizeLibrary library;
    private Bench bench;
    private Person person;
    private PersonalizeEvents events;

    @BeforeEach
    void begin() {
        Database.empty(jdbi);
        PersonalizeLibrary.empty(jdbi);
        library = new PersonalizeLibrary(jdbi);
        library.fill();
        library.visit(25, 40);
        person = new Person(library.people.getFirst(), "visitor");
        stub = Connected.stub(objects);
        settings.putAll(Connected.settings(stub.url()));
        // How soon the service answers is not what most of these tests are about.
        settings.put("sightline.taste.personalize.timeout", "20S");
        settings.put("sightline.taste.provider", "personalize");
        settings.put("sightline.taste.personalize.event-delay", "100MS");
        bench = new Bench(repository, settings);
    }

    @AfterEach
    void end() {
        if (events != null) {
            events.stop(null);
        }
        stub.close();
        PersonalizeLibrary.empty(jdbi);
        Database.empty(jdbi);
        assertThat(stub.violations).isEmpty();
    }

    private UUID setUp() {
        var setup = Ids.next();
        assertThat(repository.begin(setup, library.collection(), library.clustering))
                .isTrue();
        bench.work(setup);
        assertThat(repository.active(library.collection()).map(Setup::id)).contains(setup);
        return setup;
    }

    @Test
    void ranksTheStylesOfTheCandidatesByOneCall() {
        setUp();
        var neon = library.styles.get(2);
        stub.preferred.put(String.valueOf(person.id()), neon.toString());

        var verdict = taste().judge(local(), person, library.collection(), library.styles);

        assertThat(verdict.judge()).isEqualTo(Judge.PERSONALIZE);
        assertThat(stub.rankings).hasSize(1);
        assertThat(StreamSupport.stream(
                                stub.rankings.getFirst().path("inputList").spliterator(), false)
                        .map(item -> item.asText()))
                .containsExactlyElementsOf(library.styles.stream()
                        .map(style -> library.clustering + "-" + style)
                        .toList());
        // Four fifths of all for one of four, a fifteenth for each of the others.
        assertThat(verdict.taste().score(neon)).isCloseTo(16.0 / 21, within(1e-9));
        assertThat(verdict.taste().score(library.styles.get(0))).isCloseTo(4.0 / 19, within(1e-9));
        assertThat(verdict.taste().likings().get(library.styles.get(0)).acts()).containsEntry(Type.VIEW, 3);
    }

    @Test
    void aStyleThatItDoesNotKnowIsNeitherLikedNorAvoided() {
        setUp();
        var unknown = UUID.randomUUID();

        var verdict = taste().judge(local(), person, library.collection(), List.of(library.styles.get(1), unknown));

        assertThat(verdict.taste().score(unknown)).isEqualTo(Taste.NEUTRAL);
        assertThat(verdict.taste().score(library.styles.get(1))).isEqualTo(Taste.NEUTRAL);
    }

    /// Three of ten pictures of each style are of the next one now; the others tell which is which.
    @Test
    void earlierStylesStandInForThoseInUse() {
        var setup = setUp();
        var earlier = List.copyOf(library.styles);
        var clustering = library.clustering;
        library.cluster(3);
        stub.preferred.put(String.valueOf(person.id()), earlier.get(2).toString());

        var verdict = taste().judge(local(), person, library.collection(), library.styles);

        assertThat(verdict.judge()).isEqualTo(Judge.PERSONALIZE);
        assertThat(stub.rankings.getFirst().path("inputList").get(0).asText())
                .isEqualTo(clustering + "-" + earlier.getFirst());
        assertThat(verdict.taste().score(library.styles.get(2))).isCloseTo(16.0 / 21, within(1e-9));
        assertThat(repository.active(library.collection()).map(Setup::id)).contains(setup);
    }

    @Test
    void whatIsLearnedHereDoesUntilItIsSetUp() {
        var verdict = taste().judge(local(), person, library.collection(), library.styles);

        assertThat(verdict.taste()).isEqualTo(local());
        assertThat(verdict.judge().instead()).isEqualTo("Amazon Personalize is not set up.");
        assertThat(stub.operations).isEmpty();
    }

    @Test
    void whatIsLearnedHereDoesWhereItDoesNotAnswerInTime() {
        setUp();
        settings.put("sightline.taste.personalize.timeout", "150MS");
        settings.put("sightline.taste.personalize.breaker-failures", "2");
        settings.put("sightline.taste.personalize.breaker-pause", "1H");
        stub.silent = true;
        var taste = taste();

        for (int i = 0; i < 2; i++) {
            var verdict = taste.judge(local(), person, library.collection(), library.styles);
            assertThat(verdict.taste()).isEqualTo(local());
            assertThat(verdict.judge()).isEqualTo(Judge.instead("Amazon Personalize did not answer in time."));
        }
        stub.silent = false;
        stub.operations.clear();
        var verdict = taste.judge(local(), person, library.collection(), library.styles);

        assertThat(verdict.judge().instead()).endsWith("is asked again later.");
        assertThat(stub.operations).doesNotContain("GetPersonalizedRanking");
        assertThat(metrics.get("sightline.personalize.ranking")
                        .tag("outcome", "failed")
                        .timer()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void itIsAskedAgainAfterAPause() {
        setUp();
        settings.put("sightline.taste.personalize.breaker-failures", "1");
        settings.put("sightline.taste.personalize.breaker-pause", "1MS");
        var taste = taste();
        stub.refusing.put("GetPersonalizedRanking", "ThrottlingException");
        assertThat(taste.judge(local(), person, library.collection(), library.styles)
                        .judge())
                .isEqualTo(Judge.instead("Amazon Personalize refused to answer."));

        await().until(() -> taste.judge(local(), person, library.collection(), library.styles)
                .judge()
                .equals(Judge.PERSONALIZE));
    }

    @Test
    void itIsToldWhatPeopleDoTenAtATime() {
        setUp();
        events().start(null);

        events.take(new Recorded(person, acts(23, "sitting")));
        events.take(new Recorded(person, List.of(act(0, Type.UNFAVOURITE, null), act(1, Type.FAVOURITE, null))));

        await().until(() -> sent() == 24);
        assertThat(stub.events).hasSize(4);
        assertThat(stub.events
                        .getFirst()
                        .path("eventList")
                        .get(0)
                        .path("itemId")
                        .asText())
                .isEqualTo(library.clustering + "-" + library.styles.getFirst());
        assertThat(stub.events.getFirst().path("userId").asText()).isEqualTo(String.valueOf(person.id()));
        assertThat(stub.events.getFirst().path("sessionId").asText()).isEqualTo("sitting");
        assertThat(stub.events
                        .getLast()
                        .path("eventList")
                        .get(0)
                        .path("eventType")
                        .asText())
                .isEqualTo("favourite");
    }

    @Test
    void whatPassesIsSentOnceMoreAndWhatDoesNotIsCounted() {
        setUp();
        events().start(null);
        stub.refusing.put("PutEvents", "ThrottlingException");
        events.take(new Recorded(person, acts(2, "a")));
        await().until(() -> sent() == 2);

        stub.refusing.put("PutEvents", "InvalidInputException");
        events.take(new Recorded(person, acts(3, "b")));

        await().until(() -> dropped() == 3);
        assertThat(sent()).isEqualTo(2);
    }

    /// Nobody sends anything here: the queue is full, and whoever tells of more does not wait.
    @Test
    void whatHasNoRoomIsCounted() {
        settings.put("sightline.taste.personalize.event-queue", "5");

        events().take(new Recorded(person, acts(8, "a")));

        assertThat(dropped()).isEqualTo(3);
    }

    @Test
    void nothingIsSentOfSomebodyWhoIsToBeForgotten() {
        setUp();
        events().take(new Recorded(person, acts(3, "a")));
        var other = new Person(library.people.get(1), "another");
        events.take(new Recorded(other, acts(2, "b")));

        events.forget(new Forgotten(person));
        events.start(null);

        await().until(() -> sent() == 2);
        assertThat(stub.events)
                .allSatisfy(
                        request -> assertThat(request.path("userId").asText()).isEqualTo(String.valueOf(other.id())));
    }

    @Test
    void somebodyIsDeletedThereToo() {
        setUp();

        var deletions = repository.forgetPerson(String.valueOf(person.id()));
        deletions.forEach(this::delete);

        assertThat(deletions).hasSize(1);
        assertThat(stub.deletedUsers).containsExactly(String.valueOf(person.id()));
        assertThat(repository.deletions()).isEmpty();
        assertThat(objects.list("sightline-personalize/")).isEmpty();
    }

    /// An answer that is lost starts no second job.
    @Test
    void aDeletionIsStartedOnce() {
        setUp();
        stub.losing.add("CreateDataDeletionJob");

        repository.forgetPerson(String.valueOf(person.id())).forEach(this::delete);

        assertThat(stub.operations.stream().filter("CreateDataDeletionJob"::equals))
                .hasSize(1);
        assertThat(repository.deletions()).isEmpty();
    }

    @Test
    void aDeletionThatFailsIsSaidAndMadeAgain() {
        setUp();
        stub.failing.add("DataDeletionJob");

        repository.forgetPerson(String.valueOf(person.id())).forEach(this::delete);
        assertThat(repository.deletions().getFirst().failure()).endsWith("It was told to fail.");
        repository.retryDeletions();
        repository.deletions().forEach(deletion -> delete(deletion.id()));

        assertThat(repository.deletions()).isEmpty();
        assertThat(stub.deletedUsers).hasSize(1);
    }

    /// What was exported before is there only after its import.
    @Test
    void aDeletionWaitsForTheImport() {
        var setup = Ids.next();
        repository.begin(setup, library.collection(), library.clustering);
        for (int i = 0; i < MANY && repository.find(setup).orElseThrow().arn(Kind.EXPORT) == null; i++) {
            bench.provisioning().advance(repository.find(setup).orElseThrow());
        }
        var deletion = repository.forgetPerson(String.valueOf(person.id())).getFirst();

        assertThat(bench.deletions().attempt(deletion.toString())).isInstanceOf(Outcome.Postponed.class);
        assertThat(stub.operations).doesNotContain("CreateDataDeletionJob");
        bench.work(setup);
        delete(deletion);

        assertThat(stub.deletedUsers).hasSize(1);
    }

    private void delete(UUID deletion) {
        for (int i = 0; i < MANY; i++) {
            if (bench.deletions().attempt(deletion.toString()) instanceof Outcome.Finished) {
                return;
            }
        }
        throw new AssertionError("It does not end.");
    }

    private PersonalizeTaste taste() {
        return new PersonalizeTaste(repository, items(), Connected.service(settings), bench.config(), metrics);
    }

    private Items items() {
        return new Items(repository, styles);
    }

    private PersonalizeEvents events() {
        events = new PersonalizeEvents(
                repository,
                items(),
                Connected.service(settings),
                bench.config(),
                Connected.mapping(TasteConfig.class, settings),
                collections,
                metrics);
        return events;
    }

    private double sent() {
        return metrics.get("sightline.personalize.events.sent").counter().count();
    }

    private double dropped() {
        return metrics.get("sightline.personalize.events.dropped").counter().count();
    }

    private List<Interaction> acts(int count, String session) {
        return IntStream.range(0, count)
                .mapToObj(i -> act(i, Type.VIEW, session))
                .toList();
    }

    private Interaction act(int index, Type type, String session) {
        var of = library.images.get(0);
        return new Interaction(UUID.randomUUID(), of.get(index % of.size()), type, Instant.now(), session, null, null);
    }

    private Taste local() {
        var likings = new HashMap<UUID, Liking>();
        library.styles.forEach(style -> likings.put(style, new Liking(0.7, Map.of(Type.VIEW, 3))));
        return new Taste(likings);
    }
}
