package dev.sightline.taste.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.ingest.Outcome;
import dev.sightline.library.Ids;
import dev.sightline.storage.ObjectStore;
import dev.sightline.taste.personalize.Setup.State;
import dev.sightline.taste.personalize.Setup.Step;
import dev.sightline.testing.Database;
import dev.sightline.testing.RowsAlone;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made at the service, whatever goes wrong in between. The queue is not asked: each attempt is made here.
@QuarkusTest
@TestProfile(RowsAlone.class)
class ProvisioningTest {

    private static final int MANY = 500;

    @Inject
    Jdbi jdbi;

    @Inject
    ObjectStore objects;

    @Inject
    PersonalizeRepository repository;

    private StubPersonalize stub;
    private Bench bench;
    private PersonalizeLibrary library;
    private UUID setup;

    @BeforeEach
    void begin() {
        Database.empty(jdbi);
        PersonalizeLibrary.empty(jdbi);
        library = new PersonalizeLibrary(jdbi);
        library.fill();
        library.visit(25, 40);
        stub = Connected.stub(objects);
        bench = new Bench(repository, Connected.settings(stub.url()));
        setup = Ids.next();
        assertThat(repository.begin(setup, library.collection(), library.clustering))
                .isTrue();
    }

    @AfterEach
    void end() {
        stub.close();
        PersonalizeLibrary.empty(jdbi);
        Database.empty(jdbi);
        assertThat(stub.violations).isEmpty();
    }

    @Test
    void makesAllThatIsNeededOnce() {
        work();

        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(find().trackingId()).startsWith("tracking-");
        assertThat(stub.present())
                .containsExactly(
                        "Campaign",
                        "Dataset",
                        "DatasetGroup",
                        "DatasetImportJob",
                        "EventTracker",
                        "Schema",
                        "Solution",
                        "SolutionVersion");
        assertThat(creations()).doesNotHaveDuplicates();
    }

    @Test
    void exportsWhatPeopleDidWithStyles() {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "update interaction set type = 'favourite' where id = (select min(id::text)::uuid from interaction)");
            handle.execute("insert into interaction (id, person_id, image_id, type, at) "
                    + "select gen_random_uuid(), person_id, image_id, 'unfavourite', now() from interaction "
                    + "where type = 'favourite'");
        });
        library.visit(1, 1);

        work();

        assertThat(stub.imported()).hasSize(25 * 40);
        assertThat(stub.imported()).allSatisfy(row -> {
            assertThat(library.people).contains(Long.valueOf(row[0]));
            assertThat(library.styles.stream().map(style -> library.clustering + "-" + style))
                    .contains(row[1]);
            assertThat(row[3]).isEqualTo("view");
        });
    }

    /// It is of people, and was needed for the import alone.
    @Test
    void leavesNoExportInTheBucket() {
        work();

        assertThat(objects.list("sightline-personalize/")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void saysWhatFailedAndMakesItAgain(Kind kind) {
        if (kind == Kind.SCHEMA) {
            // It has no state: it is refused, or there.
            stub.refusing.put("CreateSchema", "InvalidInputException");
        } else if (kind == Kind.EXPORT) {
            stub.failing.add("DatasetImportJob");
        } else {
            stub.failing.add(kind.resource());
        }

        work();

        assertThat(find().state()).isEqualTo(State.BUILDING);
        assertThat(find().failure()).contains("old to");
        assertThat(find().steps()).anyMatch(step -> step.is(Step.State.FAILED));
        assertThat(objects.list("sightline-personalize/")).isEmpty();

        repository.retry(find());
        work();

        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(find().failure()).isNull();
        if (kind.resource() != null && kind.isDeletable()) {
            assertThat(stub.names(kind.resource())).hasSize(1);
        }
    }

    /// Whoever is killed forgets all but the rows: the service did what the answer would have told.
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EXPORT"},
            mode = EnumSource.Mode.EXCLUDE)
    void makesNothingTwiceAfterACrash(Kind kind) {
        stub.losing.add("Create" + kind.resource());

        work();

        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(creations()).doesNotHaveDuplicates();
        assertThat(stub.present()).doesNotHaveDuplicates().hasSize(8);
    }

    /// Another process takes over after each call: it knows nothing but the rows.
    @Test
    void goesOnFromWhatIsInTheDatabase() {
        for (int i = 0; i < MANY && find().state() == State.BUILDING; i++) {
            provisioning().advance(find());
        }

        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(creations()).doesNotHaveDuplicates();
    }

    @Test
    void whatAListDoesNotShowYetIsNotMadeTwice() {
        stub.losing.add("CreateSolution");
        stub.lagging = true;
        for (int i = 0; i < MANY && find().delay() == null && find().state() == State.BUILDING; i++) {
            task().attempt(setup.toString());
        }
        task().attempt(setup.toString());
        stub.lagging = false;

        work();

        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(stub.names("Solution")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "InternalFailure", "ResourceInUseException"})
    void whatPassesIsWaitedFor(String code) {
        stub.refusing.put("CreateDataset", code);
        Outcome outcome = null;
        for (int i = 0; i < MANY && find().delay() == null; i++) {
            outcome = task().attempt(setup.toString());
        }

        assertThat(outcome).isInstanceOf(Outcome.Postponed.class);
        assertThat(find().delay()).contains(code);
        work();
        assertThat(find().state()).isEqualTo(State.ACTIVE);
        assertThat(find().delay()).isNull();
        assertThat(find().delays()).isZero();
    }

    @Test
    void whatIsDeniedIsSaid() {
        stub.refusing.put("CreateDatasetGroup", "AccessDeniedException");

        work();

        assertThat(find().failure())
                .endsWith("Allow personalize:CreateDatasetGroup to the credentials that Sightline uses.");
        assertThat(find().step(Kind.DATASET_GROUP).state()).isEqualTo(Step.State.FAILED);
    }

    @Test
    void whatSomebodyDeletedIsMadeAgain() {
        for (int i = 0; i < MANY && find().arn(Kind.CAMPAIGN) == null; i++) {
            provisioning().advance(find());
        }
        stub.deleteCampaigns();

        work();

        assertThat(find().failure()).isEqualTo("Campaign failed at Amazon Personalize: it is not there any more.");
        repository.retry(find());
        work();
        assertThat(find().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void removesAllOfItInTheRightOrder() {
        work();
        stub.operations.clear();

        repository.end(find());
        work();

        assertThat(repository.find(setup)).isEmpty();
        assertThat(stub.present()).isEmpty();
        assertThat(stub.operations.stream()
                        .filter(operation -> operation.startsWith("Delete"))
                        .distinct())
                .containsExactly(
                        "DeleteCampaign",
                        "DeleteSolution",
                        "DeleteEventTracker",
                        "DeleteDataset",
                        "DeleteDatasetGroup",
                        "DeleteSchema");
    }

    /// At any moment while it is being made, an answer that was lost included.
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EXPORT"},
            mode = EnumSource.Mode.EXCLUDE)
    void removesWhatIsThereOfAHalfMadeOne(Kind kind) {
        stub.losing.add("Create" + kind.resource());
        for (int i = 0; i < MANY && !stub.operations.contains("Create" + kind.resource()); i++) {
            task().attempt(setup.toString());
        }

        repository.end(find());
        work();

        assertThat(repository.find(setup)).isEmpty();
        assertThat(stub.present()).isEmpty();
        assertThat(objects.list("sightline-personalize/")).isEmpty();
    }

    @Test
    void aRemovalThatIsDeniedGoesOnWhenItIsRetried() {
        work();
        repository.end(find());
        stub.refusing.put("DeleteSolution", "AccessDeniedException");

        work();
        assertThat(find().failure()).contains("personalize:DeleteSolution");
        repository.retry(find());
        work();

        assertThat(stub.present()).isEmpty();
    }

    @Test
    void theNextOneTakesThePlaceOfTheLast() {
        work();
        var first = setup;
        library.cluster(3);
        setup = Ids.next();
        repository.begin(setup, library.collection(), library.clustering);
        assertThat(repository.active(library.collection()).map(Setup::id)).contains(first);

        work();

        assertThat(repository.active(library.collection()).map(Setup::id)).contains(setup);
        assertThat(repository.find(first).map(Setup::state)).contains(State.ENDING);
        bench.work(first);
        assertThat(repository.find(first)).isEmpty();
        assertThat(stub.present()).hasSize(8);
    }

    private void work() {
        bench.work(setup);
    }

    private PersonalizeTask task() {
        return bench.task();
    }

    private Provisioning provisioning() {
        return bench.provisioning();
    }

    private Setup find() {
        return repository.find(setup).orElseThrow();
    }

    private List<String> creations() {
        return stub.operations.stream()
                .filter(operation -> operation.startsWith("Create"))
                .toList();
    }
}
