package dev.sightline.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What AWS answers to those who may not do everything, which our own endpoint never does.
class ObjectStoreAnswersTest {

    private record Answer(int status, String body) {

        static Answer error(int status, String code) {
            return new Answer(status, "<Error><Code>" + code + "</Code><Message>No.</Message></Error>");
        }
    }

    private static final Answer EMPTY_LIST = new Answer(
            200, "<ListBucketResult><Name>pictures</Name><IsTruncated>false</IsTruncated></ListBucketResult>");
    private static final Answer FIRST_PAGE = new Answer(200, """
            <ListBucketResult><Name>pictures</Name><IsTruncated>true</IsTruncated><EncodingType>url</EncodingType>
            <NextContinuationToken>more+/=</NextContinuationToken>
            <Contents><Key>originals/a%2Bb</Key><Size>1</Size><ETag>"x"</ETag></Contents></ListBucketResult>""");
    private static final Answer LAST_PAGE = new Answer(200, """
            <ListBucketResult><Name>pictures</Name><IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>
            <Contents><Key>originals/c</Key><Size>2</Size><ETag>"y"</ETag></Contents></ListBucketResult>""");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private Answer ofObjects;
    private Answer ofListing;
    private int cutAfter = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/pictures", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void withoutLeaveToListAMissingObjectAnswersForbidden() {
        ofObjects = Answer.error(403, "AccessDenied");
        ofListing = Answer.error(403, "AccessDenied");

        assertThat(store().head("originals/a")).isEmpty();
        assertThatExceptionOfType(MissingObjectException.class).isThrownBy(() -> store().get("originals/a"));
        assertThatCode(store()::check).doesNotThrowAnyException();
    }

    @Test
    void withLeaveToListForbiddenIsForbidden() {
        ofObjects = Answer.error(403, "AccessDenied");
        ofListing = EMPTY_LIST;

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store().head("originals/a"))
                .withMessageContaining("HTTP 403")
                .matches(e -> !e.isPassing());
    }

    @Test
    void credentialsThatHaveEndedAreNoMissingObject() {
        ofObjects = Answer.error(403, "ExpiredToken");
        ofListing = Answer.error(403, "ExpiredToken");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store().head("originals/a"))
                .withMessageContaining("ExpiredToken")
                .matches(StorageException::isPassing);
    }

    /// AWS says 400 of a token that has ended; to a HEAD without saying why.
    @ParameterizedTest
    @ValueSource(strings = {"ExpiredToken", "InvalidToken", "TokenRefreshRequired", "RequestTimeTooSkewed"})
    void credentialsThatHaveEndedMayBeRenewed(String code) {
        ofObjects = Answer.error(400, code);
        ofListing = Answer.error(400, code);

        for (var call : List.<ThrowingCallable>of(
                () -> store().head("originals/a"),
                () -> store().get("originals/a"),
                () -> store().put("originals/a", new byte[1], "image/png"),
                () -> store().delete("originals/a"),
                () -> store().list("originals/").toList())) {
            assertThatExceptionOfType(StorageException.class)
                    .isThrownBy(call)
                    .withMessageContaining(code)
                    .withMessageContaining("credentials")
                    .matches(StorageException::isPassing);
        }
    }

    @Test
    void aBucketThatIsNotThereDoesNotPass() {
        ofObjects = Answer.error(404, "NoSuchBucket");
        ofListing = Answer.error(404, "NoSuchBucket");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store().get("originals/a"))
                .withMessageContaining("NoSuchBucket")
                .matches(e -> !e.isPassing());
    }

    @Test
    void whatIsCutOffIsNoObject() {
        ofObjects = new Answer(200, "0123456789");
        cutAfter = 4;

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store().get("originals/a"))
                .matches(StorageException::isPassing);
    }

    @Test
    void aListingGoesOnWhereAPageEnds() {
        ofListing = FIRST_PAGE;

        var listing = store().list("originals/").iterator();
        assertThat(listing.next().key()).isEqualTo("originals/a+b");
        ofListing = LAST_PAGE;
        assertThat(listing.next().key()).isEqualTo("originals/c");
        assertThat(listing.hasNext()).isFalse();

        assertThat(asked).hasSize(2).allMatch(request -> request.contains("prefix=originals/"));
        assertThat(asked.getLast()).contains("continuation-token=more+/=");
    }

    @Test
    void aBusyServiceIsAskedAgainAndThenReportedAsPassing() {
        ofObjects = Answer.error(503, "SlowDown");

        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> store().get("originals/a"))
                .withMessageContaining("SlowDown")
                .matches(StorageException::isPassing);
        assertThat(asked).hasSizeGreaterThan(1).containsOnly("GET /pictures/originals/a");
    }

    private ObjectStore store() {
        return Storage.store(Map.of(
                "sightline.storage.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "sightline.storage.bucket", "pictures",
                "sightline.storage.access-key", "key",
                "sightline.storage.secret-key", "secret"));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestMethod() + " "
                + URLDecoder.decode(exchange.getRequestURI().getRawSchemeSpecificPart(), UTF_8));
        boolean listing = exchange.getRequestURI().getPath().equals("/pictures");
        Answer answer = listing ? ofListing : ofObjects;
        byte[] body = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : answer.body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/xml");
        exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body, 0, Math.min(body.length, cutAfter));
        exchange.close();
    }
}
