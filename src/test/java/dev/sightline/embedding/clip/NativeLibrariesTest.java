package dev.sightline.embedding.clip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    private static final String[] NAMES = Stream.of("onnxruntime", "onnxruntime4j_jni", "tokenizers")
            .map(System::mapLibraryName)
            .toArray(String[]::new);

    @TempDir
    private Path temporary;

    @Test
    void extractsOnceAndRepairs() throws Exception {
        var libraries = NativeLibraries.in(temporary.resolve("made/for/them"));

        var directory = libraries.extracted();
        assertThat(names(directory)).containsExactlyInAnyOrder(NAMES);

        var tokenizer = directory.resolve(NAMES[2]);
        var runtime = directory.resolve(NAMES[0]);
        byte[] whole = Files.readAllBytes(tokenizer);
        var before = Files.readAttributes(runtime, "unix:ino,lastModifiedTime");
        Files.write(tokenizer, new byte[] {1, 2, 3});

        libraries.extracted();
        assertThat(Files.readAllBytes(tokenizer)).isEqualTo(whole);
        assertThat(Files.readAttributes(runtime, "unix:ino,lastModifiedTime")).isEqualTo(before);
        assertThat(names(directory)).containsExactlyInAnyOrder(NAMES);
    }

    @Test
    void extractsWholeFilesWhoeverElseDoes() throws Exception {
        Callable<Path> extracting =
                () -> NativeLibraries.in(temporary.resolve("shared")).extracted();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var directory : threads.invokeAll(List.of(extracting, extracting, extracting))) {
                assertThat(names(directory.get())).containsExactlyInAnyOrder(NAMES);
            }
        }
        for (var library : NativeLibrary.ofThisPlatform()) {
            assertThat(temporary.resolve("shared").resolve(library.fileName())).hasSize(library.size());
        }
    }

    @Test
    void saysWhereItCannotWrite() throws IOException {
        var file = Files.createFile(temporary.resolve("a-file"));

        assertThatThrownBy(() -> NativeLibraries.in(file).extracted())
                .isInstanceOf(EmbeddingException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("sightline.native-libraries");
    }

    @Test
    void worksWithoutTouchingTheHomeDirectory() throws Exception {
        var home = Files.createDirectory(temporary.resolve("home"));
        var files = Files.createDirectory(temporary.resolve("tmp"));

        assertThat(embedInAnotherProcess(home, files)).contains("128 values").contains("exit 0");

        assertThat(names(home)).isEmpty();
        assertThat(names(files)).singleElement().asString().startsWith("sightline-");
        assertThat(names(files.resolve(names(files).getFirst()))).containsExactlyInAnyOrder(NAMES);
        assertThat(Files.getPosixFilePermissions(files.resolve(names(files).getFirst())))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void loadsNothingThatOthersMayHavePutThere() throws Exception {
        var home = Files.createDirectory(temporary.resolve("home"));
        var files = Files.createDirectory(temporary.resolve("tmp"));
        embedInAnotherProcess(home, files);
        var directory = files.resolve(names(files).getFirst());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(embedInAnotherProcess(home, files))
                .contains("exit 1")
                .contains("EmbeddingException")
                .contains("not ours alone")
                .contains("sightline.native-libraries");
    }

    /// What could report to others or download is in a library that is left out.
    @Test
    void hasNothingThatCallsHome() {
        assertThatThrownBy(() -> Class.forName("ai.djl.util.Ec2Utils")).isInstanceOf(ClassNotFoundException.class);
    }

    private static String embedInAnotherProcess(Path home, Path files) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + files,
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                EmbedOnce.class.getName()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
        builder.environment().remove("DJL_CACHE_DIR");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output + "exit " + process.exitValue();
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
