package dev.sightline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.picture.MediaType;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String READ = MediaType.READ + " are read.";

    @TempDir
    private Path folder;

    private final StubServer server = new StubServer();

    @AfterEach
    void keepsToTheContract() {
        server.close();
        assertThat(server.violations).isEmpty();
    }

    @Test
    void takesThePicturesOfAFolder() throws IOException {
        gif("b.gif", "b");
        gif("2024/may/a picture without an extension", "a");
        gif("a.GIF", "c");
        text("notes.txt", "BMW");
        text("2024/list.csv", "a;b");
        gif(".hidden.gif", "d");
        gif(".thumbnails/e.gif", "e");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "3 pictures added, 3 other files skipped.\n", ""));
        assertThat(server.stored("b.gif")).isEqualTo(Files.readAllBytes(folder.resolve("b.gif")));
        assertThat(server.announced.values())
                .extracting(StubServer.Announced::name)
                .containsExactlyInAnyOrder("b.gif", "a picture without an extension", "a.GIF");
    }

    @Test
    void saysWhyPicturesOfOtherKindsAreSkipped() throws IOException {
        text("poster.psd", "8BPS");
        text("broken.jpg", "not a picture at all");
        Path named = text("notes.txt", "words");

        Run run = Run.against(server, "import", folder.toString(), named.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("0 pictures added, 4 other files skipped.\n");
        assertThat(run.err().lines())
                .containsExactlyInAnyOrder(
                        folder.resolve("poster.psd")
                                + ": skipped. Photoshop documents cannot be read yet. Save as JPEG or PNG, then upload again.",
                        folder.resolve("broken.jpg") + ": skipped. This is not a picture. " + READ,
                        folder.resolve("notes.txt") + ": skipped. This is not a picture. " + READ);
    }

    @Test
    void takesWhatIsBesideAPictureWithIt() throws IOException {
        gif("a.gif", "a");
        gif("album/a.gif", "b");
        gif("plain.gif", "c");
        text("a.gif.json", "{\"photoTakenTime\": 1}");
        text("album/a.gif.supplemental-meta.json", "{\"photoTakenTime\": 2}");
        text("metadata.json", "{}");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "3 pictures added, 1 other file skipped.\n", ""));
        assertThat(server.announced.values())
                .extracting(StubServer.Announced::sidecar)
                .containsExactlyInAnyOrder("{\"photoTakenTime\": 1}", "{\"photoTakenTime\": 2}", null);
    }

    @Test
    void takesAPictureWithoutASidecarThatCannotBeRead() throws IOException {
        gif("a.gif", "a");
        gif("b.gif", "b");
        gif("c.gif", "c");
        text("a.gif.json", "{}");
        text("b.gif.xmp", "x".repeat(257 * 1024));
        text("c.xmp", "\u00FF\u00FE<");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEqualTo("3 pictures added.\n");
        assertThat(run.err().lines())
                .containsExactlyInAnyOrder(
                        folder.resolve("a.gif") + ": taken without its sidecar. It is none.",
                        folder.resolve("b.gif.xmp") + ": left out. It has more than 256 KB",
                        folder.resolve("c.xmp") + ": left out. It is not in UTF-8");
    }

    @Test
    void sendsManySidecarsInSeveralRequests() throws IOException {
        for (int i = 0; i < 6; i++) {
            gif(i + ".gif", "picture " + i);
            text(i + ".gif.json", "{\"photoTakenTime\": \"%s\"}".formatted("x".repeat(250_000)));
        }

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run.out()).isEqualTo("6 pictures added.\n");
        assertThat(server.batches).containsExactly(4, 2);
    }

    @Test
    void takesHiddenFilesAndFoldersThatAreNamed() throws IOException {
        gif(".hidden.gif", "a");
        gif(".thumbnails/b.gif", "b");

        Run run = Run.against(
                server,
                "import",
                folder.resolve(".hidden.gif").toString(),
                folder.resolve(".thumbnails").toString());

        assertThat(run.out()).isEqualTo("2 pictures added.\n");
    }

    @Test
    void uploadsFourAtATimeAndAnnouncesAHundred() throws IOException {
        for (int i = 0; i < 130; i++) {
            gif("%03d.gif".formatted(i), "picture " + i);
        }
        server.patience = 0;

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "130 pictures added.\n", ""));
        assertThat(server.batches).containsExactly(100, 30);
        assertThat(server.storage.objects).hasSize(130);
        assertThat(server.storage.mostAtOnce.get()).isBetween(2, 4);
    }

    @Test
    void sendsNothingTwice() throws IOException {
        gif("a.gif", "same");
        gif("b.gif", "same");
        Path known = gif("c.gif", "known");
        server.known.put(Upload.of(known, MediaType.GIF).sha256(), "0198f2a0-0000-7000-8000-000000000001");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "1 picture added, 2 there already.\n", ""));
        assertThat(server.storage.posts).hasValue(1);
    }

    @Test
    void noticesWhatTheServerFindsToBeThereAlready() throws IOException {
        gif("a.gif", "a");
        server.foundToBe.put("a.gif", "0198f2a0-0000-7000-8000-000000000001");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "0 pictures added, 1 there already.\n", ""));
    }

    @Test
    void tellsEachFailureWithItsReason() throws IOException {
        gif("good.gif", "a");
        gif("large.gif", "b");
        gif("torn.gif", "c");
        server.refused.put("large.gif", "134 MB is more than the 100 MB that are taken");
        server.failing.put("torn.gif", "it ends in the middle");

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("1 picture added, 1 refused, 1 failed.\n");
        assertThat(run.err()).isEqualTo("""
                        %s: 134 MB is more than the 100 MB that are taken
                        %s: it ends in the middle
                        """.formatted(folder.resolve("large.gif"), folder.resolve("torn.gif")));
    }

    @Test
    void tellsScriptsInJson() throws IOException {
        gif("good.gif", "a");
        gif("large.gif", "b");
        text("notes.txt", "words");
        server.refused.put("large.gif", "too large");

        Run run = Run.against(server, "import", "--json", folder.toString());

        JsonNode report = new ObjectMapper().readTree(run.out());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report).isEqualTo(new ObjectMapper().readTree("""
                                        {"added":1,"duplicates":0,"refused":1,"failed":0,"skipped":1,"files":[
                                          {"file":"%s","status":"added","image":"%s"},
                                          {"file":"%s","status":"refused","reason":"too large"}]}""".formatted(
                folder.resolve("good.gif"), server.announcedAs("good.gif").id(), folder.resolve("large.gif"))));
    }

    @Test
    void doesNotWaitWhenTold() throws IOException {
        gif("a.gif", "a");
        server.patience = Integer.MAX_VALUE;

        Run run = Run.against(server, "import", "--no-wait", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "1 picture added.\n", ""));
        assertThat(server.looks).hasValue(0);
    }

    @Test
    void goesOnWhereConnectionsAreLostOrTheServerIsBusy() throws IOException {
        gif("a.gif", "a");
        gif("b.gif", "b");
        server.toDrop.set(2);
        server.tooBusy.set(1);
        server.storage.toDrop.set(2);

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "2 pictures added.\n", ""));
    }

    @Test
    void asksAgainWhenItsLeaveHasExpired() throws IOException {
        gif("a.gif", "a");
        server.storage.tooLate.set(1);

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run).isEqualTo(new Run(0, "1 picture added.\n", ""));
        assertThat(server.batches).containsExactly(1, 1);
    }

    @Test
    void repeatsTheWordsOfTheStorage() throws IOException {
        gif("a.gif", "a");
        server.storage.tooLate.set(2);

        Run run = Run.against(server, "import", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(folder.resolve("a.gif")
                        + ": the storage refused it: Invalid according to Policy: Policy expired.\n");
    }

    @Test
    void saysHowToStartAServerWhereThereIsNone() throws IOException {
        gif("a.gif", "a");
        String nobody = "http://localhost:" + freePort();

        Run run = Run.of("import", folder.toString(), "--server", nobody);

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).isEqualTo("""
                        No server answers at %s.
                        Start one with "sightline serve", or name another with --server or SIGHTLINE_SERVER.
                        """.formatted(nobody));
    }

    @Test
    void endsWhereTheStorageIsGone() throws IOException {
        Path picture = gif("a.gif", "a");
        server.storage.close();
        Report report = new Report(0);
        Transfer transfer = impatient(report);

        assertThatThrownBy(() -> transfer.upload(sources(picture)))
                .isInstanceOf(NoServerException.class)
                .hasMessageContaining("The storage of the server does not answer at http://localhost:");
        assertThat(report.files()).isEmpty();
    }

    @Test
    void countsWhatIsUploadedWhereTheServerIsGone() throws IOException {
        Report report = new Report(0);
        Transfer transfer = impatient(report);
        transfer.upload(sources(gif("a.gif", "a"), gif("b.gif", "b")));
        server.close();

        assertThatThrownBy(transfer::awaitUnderstanding)
                .isInstanceOf(NoServerException.class)
                .hasMessageStartingWith("No server answers at " + server.url());
        transfer.trustUnderstanding();
        assertThat(report.sentence()).isEqualTo("2 pictures added.");
    }

    @Test
    void tellsWhatItDoesNotUnderstand() {
        Run missing = Run.of("import", folder.resolve("none").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.err())
                .isEqualTo(folder.resolve("none") + " does not exist\nTry 'sightline import --help'.\n");

        assertThat(Run.of("import").exitCode()).isEqualTo(2);
        assertThat(Run.of("import", ".", "--server", "localhost:8080").exitCode())
                .isEqualTo(2);
        assertThat(Run.of("imprt").err()).contains("import");
    }

    @Test
    void needsNoServerForNothing() throws IOException {
        text("notes.txt", "words");

        Run run = Run.of("import", folder.toString(), "--server", "http://localhost:" + freePort());

        assertThat(run).isEqualTo(new Run(0, "0 pictures added, 1 other file skipped.\n", ""));
    }

    private Transfer impatient(Report report) {
        return new Transfer(
                new Api(URI.create(server.url()), Optional.empty(), ServerOptions.http(), 2),
                new Storage(ServerOptions.http(), 2),
                report,
                new SilentProgress(new PrintWriter(System.err)),
                new Journal(URI.create(server.url()), null, System.err::println));
    }

    private static List<Source> sources(Path... pictures) {
        return Arrays.stream(pictures)
                .map(picture -> new Source(picture.toString(), () -> Upload.of(picture, MediaType.GIF)))
                .toList();
    }

    private Path gif(String name, String content) throws IOException {
        return text(name, "GIF89a" + content);
    }

    private Path text(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, ISO_8859_1);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
