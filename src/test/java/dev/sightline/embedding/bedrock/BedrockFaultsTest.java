package dev.sightline.embedding.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.embedding.remote.StubService.Fault;
import dev.sightline.embedding.remote.StubService.Fault.Drop;
import dev.sightline.embedding.remote.StubService.Fault.Refusal;
import dev.sightline.embedding.remote.StubService.Fault.Silence;
import dev.sightline.picture.Picture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a service does that is busy, away, or does not want: nothing is lost, nothing is paid for twice, and it goes on
/// alone.
class BedrockFaultsTest {

    private static final Fault THROTTLED =
            new Refusal(429, "ThrottlingException", "Too many requests, please wait before trying again.", null);

    private final StubBedrock stub = new StubBedrock();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private Embedder titan(Map<String, String> settings) {
        return Settings.embedder(Settings.bedrock(Settings.of(stub, settings), usage), "titan-256");
    }

    private static List<Picture> pictures(int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> Pixels.of(64, 64, seed))
                .toList();
    }

    private EmbeddingException failure(Embedder embedder) {
        return catchThrowableOfType(
                EmbeddingException.class, () -> embedder.image(Pixels.of(64, 64, 1), Purpose.INDEX));
    }

    private void refuse(int status, String code, String message) {
        stub.outage = new Refusal(status, code, message, null);
    }

    @Test
    void aBurstOfThrottlingDelaysAndNothingElse() {
        IntStream.range(0, 12).forEach(_ -> stub.faults.add(THROTTLED));

        var vectors = titan(Map.of("sightline.bedrock.attempts", "20")).images(pictures(30), Purpose.INDEX);

        assertThat(vectors).hasSize(30);
        assertThat(stub.answered).hasSize(30).doesNotHaveDuplicates();
        assertThat(usage.images).hasValue(30);
        assertThat(usage.failures).hasSize(12).containsOnly("ThrottlingException");
    }

    @Test
    void errorsOfTheServiceAndLostConnectionsAreTriedAgain() {
        stub.faults.add(new Refusal(500, "InternalServerException", "Try again.", null));
        stub.faults.add(new Refusal(503, "ServiceUnavailableException", "Try again.", null));
        stub.faults.add(new Refusal(408, "ModelTimeoutException", "The model took too long.", null));
        stub.faults.add(new Drop());

        assertThat(titan(Map.of()).image(Pixels.of(64, 64, 1), Purpose.INDEX)).isNotNull();

        assertThat(stub.answered).hasSize(1);
        assertThat(usage.failures)
                .containsExactly(
                        "InternalServerException", "ServiceUnavailableException", "ModelTimeoutException", "NoAnswer");
    }

    @Test
    void whoDoesNotAnswerInTimeIsAskedAgain() {
        stub.faults.add(new Silence());

        assertThat(titan(Map.of("sightline.bedrock.timeout", "200MS")).image(Pixels.of(64, 64, 1), Purpose.INDEX))
                .isNotNull();

        assertThat(stub.requests).hasValue(2);
        assertThat(usage.failures).containsExactly("NoAnswer");
    }

    @Test
    void credentialsThatHaveExpiredMayBeRenewed() {
        stub.faults.add(new Refusal(
                403, "ExpiredTokenException", "The security token included in the request is expired", null));

        assertThat(titan(Map.of()).image(Pixels.of(64, 64, 1), Purpose.INDEX)).isNotNull();

        refuse(403, "ExpiredTokenException", "The security token included in the request is expired");
        var failure = failure(titan(Map.of()));
        assertThat(failure.outage()).isPresent();
        assertThat(failure).hasMessageContaining("Check the credentials");
    }

    @Test
    void anOutageIsSaidAndWaitedForWhateverIsEmbedded() {
        refuse(503, "ServiceUnavailableException", "Service unavailable");
        var titan = titan(Map.of("sightline.bedrock.attempts", "3"));

        var failure = failure(titan);

        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isPresent();
        assertThat(failure).hasMessageContaining("It is asked again by itself.");
        assertThat(stub.requests).hasValue(3);
        stub.outage = null;
        assertThat(titan.image(Pixels.of(64, 64, 1), Purpose.INDEX)).isNotNull();
    }

    @Test
    void aHintThatIsTooLongIsPassedOn() {
        stub.outage = new Refusal(429, "ThrottlingException", "Too many tokens per day.", 36_000);
        var titan = titan(Map.of());

        var failure = failure(titan);

        assertThat(failure.outage()).hasValue(Duration.ofHours(1));
        assertThat(failure).hasMessageContaining("lower the setting requests-per-second");
        assertThat(stub.requests).hasValue(1);
        // Nobody else asks before that either.
        assertThat(failure(titan)).hasMessageContaining("wants to be left alone");
        assertThat(stub.requests).hasValue(1);
    }

    @Test
    void nothingIsAskedForAWhileAfterManyFailures() {
        stub.outage = new Drop();
        var titan = titan(Map.of(
                "sightline.bedrock.attempts", "2",
                "sightline.bedrock.breaker-failures", "2",
                "sightline.bedrock.breaker-pause", "1H"));
        failure(titan);
        int before = stub.requests.get();

        var failure = failure(titan);

        assertThat(stub.requests).hasValue(before);
        assertThat(failure.outage()).hasValue(Duration.ofHours(1));
        assertThat(failure).hasMessageContaining("was not reached");
    }

    @Test
    void aPictureThatIsRefusedIsNoFailureOfTheService() {
        refuse(400, "ValidationException", "Malformed input request: the image is not supported.");
        var titan = titan(Map.of("sightline.bedrock.breaker-failures", "1", "sightline.bedrock.breaker-pause", "1H"));

        assertThat(failure(titan).isPassing()).isFalse();
        assertThat(failure(titan).isPassing()).isFalse();

        assertThat(stub.requests).hasValue(2);
    }

    @Test
    void whoIsNotAllowedIsToldWhatToDo() {
        refuse(403, "AccessDeniedException", "You don't have access to the model with the specified model ID.");

        var failure = failure(titan(Map.of()));

        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isEmpty();
        assertThat(failure)
                .hasMessageContaining("Allow bedrock:InvokeModel to the credentials that Sightline uses.")
                .hasMessageContaining("a policy of the organisation may deny it")
                .hasMessageContaining("AWS Marketplace");
        assertThat(stub.requests).hasValue(1);
    }

    @Test
    void aModelThatIsNotThereIsNotTheFaultOfAPicture() {
        var failure = failure(titan(Map.of("sightline.bedrock.titan.model-id", "amazon.titan-embed-image-v9")));

        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isEmpty();
        assertThat(failure)
                .hasMessageContaining("Is amazon.titan-embed-image-v9 offered at localhost?")
                .hasMessageContaining("sightline.bedrock.region");
    }

    @Test
    void noMoreAreAskedAtOnceThanTheSettingsSay() {
        titan(Map.of("sightline.bedrock.concurrency", "3")).images(pictures(40), Purpose.INDEX);

        assertThat(stub.together.get()).isBetween(2, 3);
    }

    @Test
    void whoIsInterruptedSaysNothingOfTheService() throws InterruptedException {
        stub.gate.drainPermits();
        var model =
                Settings.bedrock(Settings.of(stub, Map.of()), usage).models().getFirst();
        var thread = Thread.ofVirtual().start(() -> failure(model.opening().get()));
        await().until(() -> stub.requests.get() == 1);

        thread.interrupt();
        thread.join();

        assertThat(usage.failures).isEmpty();
        assertThat(model.trouble().get()).isEmpty();
    }

    @Test
    void theLastTroubleIsKnownUntilItIsOver() {
        var model =
                Settings.bedrock(Settings.of(stub, Map.of()), usage).models().getFirst();
        refuse(403, "AccessDeniedException", "No.");
        var failure = failure(model.opening().get());
        assertThat(model.trouble().get()).hasValue(failure.getMessage());

        stub.outage = null;
        model.opening().get().text("a boat", Purpose.QUERY);

        assertThat(model.trouble().get()).isEmpty();
    }

    @Test
    void aSearchDoesNotWaitForWork() throws Exception {
        stub.gate.drainPermits();
        var titan = titan(Map.of("sightline.bedrock.concurrency", "1", "sightline.bedrock.requests-per-second", "1"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = threads.submit(() -> titan.images(pictures(2), Purpose.INDEX));
            await().until(() -> stub.requests.get() == 1);

            var search = threads.submit(() -> titan.text("a boat", Purpose.QUERY));
            await().until(() -> stub.requests.get() == 2);
            stub.gate.release(1000);

            assertThat(search.get()).isNotNull();
            assertThat(work.get()).hasSize(2);
        }
        assertThat(stub.answered).hasSize(3);
    }
}
