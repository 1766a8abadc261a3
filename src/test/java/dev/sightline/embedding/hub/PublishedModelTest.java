package dev.sightline.embedding.hub;

import static dev.sightline.embedding.hub.TestModel.LARGE;
import static dev.sightline.embedding.hub.TestModel.LARGE_BYTES;
import static dev.sightline.embedding.hub.TestModel.SMALL;
import static dev.sightline.embedding.hub.TestModel.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.hub.StubHub.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fetching a model from a hub that does everything that hubs do.
class PublishedModelTest {

    @TempDir
    private Path directory;

    private final TestModel model = new TestModel("tiny", 1);
    private final StubHub hub = new StubHub();
    private final AtomicInteger ready = new AtomicInteger();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<PublishedModel> opened = new ArrayList<>();

    @AfterEach
    void close() {
        end.countDown();
        opened.forEach(PublishedModel::stop);
        hub.close();
        assertThat(hub.requests).allSatisfy(request -> {
            assertThat(request.method()).isIn("GET", "CONNECT");
            assertThat(request.header("Accept-Encoding").orElse("identity")).isEqualTo("identity");
        });
    }

    private PublishedModel published() {
        return published(Map.of());
    }

    private PublishedModel published(Map<String, String> settings) {
        return published(model, hub.url(), Map.of(), settings);
    }

    private PublishedModel published(
            TestModel model, String url, Map<String, String> environment, Map<String, String> settings) {
        model.publish(hub);
        var config = TestModel.config(settings);
        var site = new Hub(URI.create(url), new Proxies(environment), config.connectTimeout(), config.stallTimeout());
        var published = new PublishedModel(
                model.entry, new ModelStore(List.of(model.entry), directory), site, config, ready::incrementAndGet);
        opened.add(published);
        return published;
    }

    private static Model describe(PublishedModel published) {
        return published.describe(false);
    }

    private void awaitReady(PublishedModel published) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> describe(published).state() == ModelState.READY || ready.get() > 0);
        await().until(() -> describe(published).isReady());
        assertThat(TestModel.read(folder())).containsExactlyInAnyOrderEntriesOf(model.files);
        assertThat(gathered()).isEmpty();
        await().untilAsserted(() -> assertThat(ready).hasValue(1));
    }

    private Model awaitFailed(PublishedModel published, String code) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> describe(published).state() == ModelState.FAILED);
        var failed = describe(published);
        assertThat(failed.error().code()).isEqualTo(code);
        assertThat(failed.error().retryAt()).isNotNull();
        assertThat(folder()).doesNotExist();
        assertThat(ready).hasValue(0);
        return failed;
    }

    private Path folder() {
        return new ModelStore(List.of(), directory).folder(model.entry);
    }

    private Path part() {
        return new ModelStore(List.of(), directory)
                .part(model.entry, model.entry.files().getFirst());
    }

    /// What is on the disk that is no finished model.
    private List<String> gathered() throws IOException {
        return TestModel.read(directory.resolve(".fetching")).keySet().stream()
                .filter(path -> !path.equals("lock"))
                .toList();
    }

    private List<Integer> beginnings() {
        return hub.requests(target(LARGE)).stream().map(StubHub.Request::from).toList();
    }

    @Test
    void fetchesEveryFileOnce() throws IOException {
        var published = published();
        assertThat(describe(published).state()).isEqualTo(ModelState.ABSENT);
        assertThatThrownBy(published::files)
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("Fetch it first");

        published.fetch();
        published.fetch();

        awaitReady(published);
        assertThat(hub.requests).extracting(StubHub.Request::target).containsExactly(target(SMALL), target(LARGE));
        assertThat(describe(published).progress()).isNull();
        assertThat(published.files()).hasToString("in " + folder());
        published.fetch();
        assertThat(describe(published()).state()).isEqualTo(ModelState.READY);
        assertThat(hub.requests).hasSize(2);
    }

    @Test
    void takesUpALostConnectionWhereItWasLost() throws IOException {
        hub.next(target(LARGE), StubHub.cutAfter(100_000), StubHub.cutAfter(0), StubHub.cutAfter(50_000));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 100_000, 100_000, 150_000);
    }

    @Test
    void losesPatienceOnlyWithAHubThatGetsNoFurther() throws IOException {
        hub.next(target(LARGE), many(10, StubHub.cutAfter(10_000)));
        hub.always(target(LARGE), StubHub.cutAfter(0));
        var published = published();

        published.fetch();

        var failed = awaitFailed(published, "connection-lost");
        assertThat(failed.error().reason()).contains("127.0.0.1", "What has come is kept");
        assertThat(beginnings()).hasSize(10 + 2).endsWith(100_000, 100_000);
        assertThat(gathered()).hasSize(2);

        hub.heal();
        published.fetch();
        awaitReady(published);
        assertThat(beginnings()).endsWith(100_000);
    }

    @Test
    void beginsAnewWhereTheHubKnowsNoRanges() throws IOException {
        hub.next(target(LARGE), StubHub.cutAfter(100_000));
        hub.always(target(LARGE), StubHub::withoutRanges);
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 100_000);
    }

    @Test
    void endsWithAHubThatIsCutAtTheSamePlaceEachTime() throws IOException {
        hub.always(target(LARGE), StubHub.withoutRangesCutAfter(100_000));
        var published = published();

        published.fetch();

        awaitFailed(published, "connection-lost");
        assertThat(beginnings()).containsExactly(0, 100_000, 100_000);
    }

    @Test
    void throwsWrongBytesAwayAndAsksOnceMore() throws IOException {
        hub.next(target(LARGE), StubHub.instead(wrong()));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 0);
    }

    @Test
    void keepsNothingOfAFileThatStaysWrong() throws IOException {
        hub.always(target(LARGE), StubHub.instead(wrong()));
        var published = published();

        published.fetch();

        var failed = awaitFailed(published, "wrong-bytes");
        assertThat(failed.error().reason()).contains(LARGE, "SHA-256");
        assertThat(beginnings()).containsExactly(0, 0);
        assertThat(gathered()).singleElement().asString().endsWith(SMALL);
        assertThatThrownBy(published::files)
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("SHA-256");

        hub.heal();
        published.fetch();
        awaitReady(published);
    }

    @Test
    void noticesOneWrongByteInWhatItWasLeftByAnotherProcess() throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), Arrays.copyOf(wrong(), LARGE_BYTES));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0);
    }

    private byte[] wrong() {
        var wrong = model.files.get(LARGE).clone();
        wrong[200_000] ^= 1;
        return wrong;
    }

    @Test
    void refusesAFileThatIsShorter() throws IOException {
        hub.always(target(LARGE), StubHub.instead(Arrays.copyOf(model.files.get(LARGE), LARGE_BYTES - 1)));
        var published = published();

        published.fetch();

        var failed = awaitFailed(published, "wrong-size");
        assertThat(failed.error().reason()).contains("fewer bytes", "" + LARGE_BYTES);
        assertThat(gathered()).singleElement().asString().endsWith(SMALL);
    }

    @Test
    void takesUpAnAnswerThatIsShorterThanTheFile() throws IOException {
        hub.next(target(LARGE), StubHub.instead(Arrays.copyOf(model.files.get(LARGE), 70_000)));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 70_000);
    }

    @Test
    void refusesAFileThatSaysThatItIsLonger() throws IOException {
        hub.always(target(LARGE), StubHub.instead(Arrays.copyOf(model.files.get(LARGE), LARGE_BYTES + 1)));
        var published = published();

        published.fetch();

        assertThat(awaitFailed(published, "wrong-size").error().reason()).contains("" + (LARGE_BYTES + 1));
        assertThat(beginnings()).containsExactly(0);
    }

    @Test
    void stopsAtTheFirstByteTooMany() throws IOException {
        hub.always(target(LARGE), StubHub.chunked(Arrays.copyOf(model.files.get(LARGE), 40_000_000)));
        var published = published();

        published.fetch();

        assertThat(awaitFailed(published, "wrong-size").error().reason()).contains("more bytes");
        assertThat(beginnings()).containsExactly(0);
        assertThat(gathered()).singleElement().asString().endsWith(SMALL);
    }

    @Test
    void doesNotWaitForeverForASilentHub() throws IOException {
        hub.always(target(SMALL), StubHub.silent(end));
        var published = published();

        published.fetch();

        assertThat(awaitFailed(published, "hub-stalled").error().reason()).contains("sent nothing for");
        assertThat(hub.requests(target(SMALL))).hasSize(3);
    }

    @Test
    void goesOnWhereAHubFellSilent() throws IOException {
        hub.next(target(LARGE), StubHub.pausedAt(120_000, end));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 120_000);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void doesNotWaitForeverForAConnection() throws Exception {
        var waiting = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Nobody accepts, and the queue has place for two.
            for (int i = 0; i < 2; i++) {
                waiting.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            var published = published(
                    model, "http://127.0.0.1:" + full.getLocalPort(), Map.of(), Map.of("sightline.hub.attempts", "1"));

            published.fetch();

            assertThat(awaitFailed(published, "hub-unreachable").error().reason())
                    .contains("SIGHTLINE_MODEL_DIR", "HTTPS_PROXY");
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void saysWhatToDoWithoutANetwork() throws IOException {
        var published = published(model, "http://hub.invalid", Map.of(), Map.of());

        published.fetch();

        assertThat(awaitFailed(published, "hub-unreachable").error().reason())
                .contains("hub.invalid", "SIGHTLINE_MODEL_DIR");
    }

    @ParameterizedTest
    @CsvSource({"404, not-found", "410, not-found", "403, hub-refused", "401, hub-refused", "451, hub-refused"})
    void saysWhatTheHubAnswers(int status, String code) throws IOException {
        hub.always(target(SMALL), StubHub.status(status));
        var published = published();

        published.fetch();

        assertThat(awaitFailed(published, code).error().reason())
                .contains("status " + status, SMALL, "SIGHTLINE_MODEL_DIR");
        assertThat(hub.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"503", "500", "429"})
    void comesBackToABusyHub(int status) throws IOException {
        hub.next(target(SMALL), StubHub.status(status), StubHub.status(status, "Retry-After: 0"));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(hub.requests(target(SMALL))).hasSize(3);
    }

    @Test
    void waitsAsLongAsTheHubAsksUnlessAPersonDoesNot() throws IOException {
        hub.next(target(SMALL), StubHub.status(503, "Retry-After: 120"));
        var published = published();

        published.fetch();

        await().until(() -> describe(published).state() == ModelState.WAITING);
        var waiting = describe(published);
        assertThat(waiting.error().code()).isEqualTo("hub-busy");
        assertThat(waiting.error().retryAt()).isAfter(Instant.now().plusSeconds(100));
        assertThat(waiting.progress().total()).isEqualTo(LARGE_BYTES + 500);
        assertThatThrownBy(published::files)
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining("on its way: 0 %");

        published.fetch();
        awaitReady(published);
    }

    @Test
    void triesAgainByItselfAfterAWhile() throws IOException {
        hub.next(target(SMALL), StubHub.status(404));
        var published = published(Map.of("sightline.hub.retry", "PT0.2S"));

        published.fetch();

        awaitReady(published);
        assertThat(hub.requests(target(SMALL))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "303", "307", "308"})
    void followsToAnotherPathAndHost(int status) throws IOException {
        try (var cdn = new StubHub()) {
            cdn.put("/blob?key=1", model.files.get(LARGE));
            cdn.next("/blob?key=1", StubHub.cutAfter(1000));
            hub.always(target(LARGE), StubHub.redirect(status, "/elsewhere"));
            hub.always("/elsewhere", StubHub.redirect(status, "http://localhost:" + cdn.port() + "/blob?key=1"));
            var published = published();

            published.fetch();

            awaitReady(published);
            assertThat(cdn.requests).extracting(StubHub.Request::from).containsExactly(0, 1000);
        }
    }

    @ParameterizedTest
    @CsvSource({"/some/model/resolve/0123abc/config.json", "ftp://127.0.0.1/config.json", "http:///", "''"})
    void followsNoCircleAndNothingStrange(String location) throws IOException {
        hub.always(target(SMALL), StubHub.redirect(302, location));
        var published = published();

        published.fetch();

        awaitFailed(published, "hub-redirects");
    }

    @Test
    void leavesNoSafeHubForAnUnsafeOne() {
        var safe = new Hub(URI.create("https://hub.invalid"), new Proxies(Map.of()), Duration.ZERO, Duration.ZERO);
        var from = URI.create("https://hub.invalid/a");

        assertThatThrownBy(() -> safe.redirected(from, "http://cdn.invalid/a"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("not safe");
        assertThat(catching(() -> safe.redirected(from, "https://cdn.invalid/a")))
                .isEqualTo(URI.create("https://cdn.invalid/a"));
    }

    private interface Redirected {
        URI to() throws FetchException;
    }

    private static URI catching(Redirected redirected) {
        try {
            return redirected.to();
        } catch (FetchException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goesThroughTheProxyOfTheEnvironment() throws IOException {
        model.files.forEach((path, bytes) -> hub.put("http://hub.invalid" + target(path), bytes));
        var secret = "Basic dXNlcjpwYTpzcw==";
        Answer proxy = (request, content, out) -> {
            if (request.header("Proxy-Authorization").filter(secret::equals).isPresent()) {
                StubHub.serve(request, content, out);
            } else {
                StubHub.status(407, "Proxy-Authenticate: Basic realm=\"proxy\"", "Content-Length: 0")
                        .send(request, content, out);
            }
        };
        model.files.keySet().forEach(path -> hub.always("http://hub.invalid" + target(path), proxy));
        var environment = Map.of("HTTP_PROXY", "http://user:pa:ss@127.0.0.1:" + hub.port());
        var published = published(model, "http://hub.invalid", environment, Map.of());

        published.fetch();

        awaitReady(published);
    }

    @Test
    void asksTheProxyForATunnelToASafeHub() throws IOException {
        hub.always("hub.invalid:443", StubHub.status(403));
        var environment = Map.of("https_proxy", "127.0.0.1:" + hub.port());
        var published = published(model, "https://hub.invalid", environment, Map.of());

        published.fetch();

        assertThat(awaitFailed(published, "connection-lost").error().reason()).contains("proxy", "403");
        assertThat(hub.requests).allSatisfy(request -> assertThat(request.method() + " " + request.target())
                .isEqualTo("CONNECT hub.invalid:443"));
    }

    @Test
    void saysHowMuchSpaceIsNeeded() throws IOException {
        var huge = new ModelEntry(
                "tiny",
                null,
                "some/model",
                "0123abc",
                null,
                null,
                null,
                List.of(new ModelFile("weights", 1L << 60, "0".repeat(64))));
        var config = TestModel.config(Map.of());
        var site = new Hub(URI.create(hub.url()), new Proxies(Map.of()), Duration.ZERO, Duration.ZERO);
        var published = new PublishedModel(
                huge, new ModelStore(List.of(huge), directory), site, config, ready::incrementAndGet);
        opened.add(published);

        published.fetch();

        assertThat(awaitFailed(published, "disk-full").error().reason())
                .contains(
                        "needs 1,152,921,504.",
                        " GB of free space",
                        directory.toString(),
                        "are free",
                        "sightline.hub.directory");
        assertThat(hub.requests).isEmpty();
    }

    /// `/dev/full` fails a write as a full disk does.
    @Test
    @EnabledOnOs(OS.LINUX)
    void saysThatTheDiskIsFullAndGoesOnWhenThereIsRoom() throws IOException {
        Files.createDirectories(part().getParent());
        Files.createSymbolicLink(part(), Path.of("/dev/full"));
        var published = published();

        published.fetch();

        assertThat(awaitFailed(published, "disk-full").error().reason()).contains("Make room");

        Files.delete(part());
        published.fetch();
        awaitReady(published);
    }

    @Test
    void saysThatItCannotWrite() throws IOException {
        Files.writeString(directory.resolve(".fetching"), "a file where a folder should be");
        var published = published();

        published.fetch();

        await().until(() -> describe(published).state() == ModelState.FAILED);
        assertThat(describe(published).error().code()).isEqualTo("disk-failed");
        assertThat(describe(published).error().reason()).contains(directory.toString(), "Make it writable");
    }

    @Test
    void stopsAtOnceAndGoesOnLater() throws IOException {
        hub.next(target(LARGE), StubHub.pausedAt(90_000, end));
        var published = published(Map.of("sightline.hub.stall-timeout", "PT60S"));
        published.fetch();
        await().until(() -> ModelStore.length(part()) == 90_000);
        assertThat(describe(published).progress().done()).isEqualTo(90_500);

        long before = System.nanoTime();
        published.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        assertThat(describe(published).state()).isEqualTo(ModelState.ABSENT);
        published.fetch();
        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 90_000);
        assertThat(hub.requests(target(SMALL))).hasSize(1);
    }

    @Test
    void replacesAModelThatLacksAFile() throws IOException {
        var published = published();
        published.fetch();
        awaitReady(published);
        Files.delete(folder().resolve(SMALL));
        ready.set(0);

        var again = published();
        assertThat(describe(again).state()).isEqualTo(ModelState.ABSENT);
        again.fetch();

        awaitReady(again);
    }

    @Test
    void keepsRevisionsApartAndDeletesWhatWasGatheredForOlderOnes() throws IOException {
        var older = new TestModel("tiny", 2);
        var store = new ModelStore(List.of(), directory);
        var stale = store.part(older.entry, older.entry.files().getFirst());
        Files.createDirectories(stale.getParent());
        Files.writeString(stale, "some of it");
        Files.createDirectories(store.folder(older.entry));
        var published = published();

        published.fetch();

        awaitReady(published);
        assertThat(stale).doesNotExist();
        assertThat(store.folder(older.entry)).isDirectory().isNotEqualTo(folder());
    }

    @Test
    void fetchesOneModelAtATime() throws IOException {
        hub.next(target(LARGE), StubHub.pausedAt(90_000, end));
        var patient = Map.of("sightline.hub.stall-timeout", "PT60S");
        var first = published(patient);
        first.fetch();
        await().until(() -> ModelStore.length(part()) == 90_000);

        var second = published(patient);
        second.fetch();
        await().until(() -> describe(second).state() == ModelState.WAITING);
        assertThat(describe(second).error().code()).isEqualTo("other-fetch");

        end.countDown();
        await().until(() -> describe(first).isReady() && describe(second).isReady());
        assertThat(beginnings()).containsExactly(0);
    }

    @Test
    void goesOnWhereAProcessWasKilled() throws Exception {
        model.publish(hub);
        hub.next(target(LARGE), StubHub.pausedAt(90_000, end));
        var process = FetchProcess.start(hub, directory);
        await().atMost(Duration.ofSeconds(20)).until(() -> ModelStore.length(part()) == 90_000);

        process.destroyForcibly().waitFor();

        assertThat(folder()).doesNotExist();
        var published = published();
        published.fetch();
        awaitReady(published);
        assertThat(beginnings()).containsExactly(0, 90_000);
        assertThat(hub.requests(target(SMALL))).hasSize(1);
    }

    @Test
    void leavesAFetchToTheProcessThatBeganIt() throws Exception {
        model.publish(hub);
        hub.next(target(LARGE), StubHub.pausedAt(90_000, end));
        var process = FetchProcess.start(hub, directory);
        await().atMost(Duration.ofSeconds(20)).until(() -> ModelStore.length(part()) == 90_000);

        var published = published();
        published.fetch();

        await().until(() -> describe(published).state() == ModelState.WAITING);
        assertThat(describe(published).error().code()).isEqualTo("other-fetch");
        end.countDown();
        assertThat(process.waitFor()).isZero();
        awaitReady(published);
        assertThat(beginnings()).containsExactly(0);
    }

    private static Answer[] many(int times, Answer answer) {
        return Collections.nCopies(times, answer).toArray(Answer[]::new);
    }
}
