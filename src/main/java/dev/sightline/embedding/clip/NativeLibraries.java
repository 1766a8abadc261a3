package dev.sightline.embedding.clip;

import ai.onnxruntime.OrtEnvironment;
import dev.sightline.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The native parts of ONNX Runtime and of the tokenizer. On a JVM they are taken out of the jars into a directory
/// where later starts find them; a native executable has them beside it, in `lib`.
public final class NativeLibraries {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /// There is one process to load them into, whoever asks.
    private static boolean loaded;

    private final Path directory;

    private NativeLibraries(Path directory) {
        this.directory = directory;
    }

    /// @param directory taken as it is by a native executable; on a JVM, made and filled with what it lacks
    public static NativeLibraries in(Path directory) {
        return new NativeLibraries(directory.toAbsolutePath());
    }

    /// Beside a native executable in `lib`; on a JVM, a directory of this user and of these very libraries among the
    /// system's temporary files.
    public static NativeLibraries inTheUsualPlace() {
        return new NativeLibraries(null);
    }

    /// Finds out whether they are there, without loading them.
    ///
    /// @throws EmbeddingException if not
    void check() {
        if (isNative()) {
            besideTheExecutable();
        } else {
            NativeLibrary.ofThisPlatform();
        }
    }

    /// @throws EmbeddingException if they are missing or do not load
    void load() {
        synchronized (NativeLibraries.class) {
            if (!loaded) {
                load(isNative() ? besideTheExecutable() : extracted());
                loaded = true;
            }
        }
    }

    private static void load(Path directory) {
        try {
            System.setProperty("onnxruntime.native.path", directory.toString());
            OrtEnvironment.getEnvironment();
            loadTokenizer();
        } catch (LinkageError | ReflectiveOperationException e) {
            throw new EmbeddingException(
                    ("The native libraries in %s do not load: %s. If programs may not be run from there, let"
                                    + " sightline.native-libraries name another directory.")
                            .formatted(directory, root(e)),
                    false,
                    e);
        }
    }

    /// `System.load` binds a library to the class loader of its caller. Under Quarkus that of this class is another
    /// than the tokenizer's; ONNX Runtime's shares it, and has a method that loads from the very directory.
    private static void loadTokenizer() throws ReflectiveOperationException {
        var load = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredMethod("load", String.class);
        load.setAccessible(true);
        load.invoke(null, "tokenizers");
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static boolean isNative() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }

    private Path besideTheExecutable() {
        var place = directory != null ? directory : executable().resolveSibling("lib");
        var missing = Stream.of("onnxruntime", "onnxruntime4j_jni", "tokenizers")
                .map(System::mapLibraryName)
                .filter(name -> !Files.isRegularFile(place.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new EmbeddingException(
                    ("%s has no %s. Put the directory 'lib' that the build makes beside the executable, or let"
                                    + " sightline.native-libraries name it.")
                            .formatted(place, String.join(", ", missing)),
                    false,
                    null);
        }
        return place;
    }

    private static Path executable() {
        return ProcessHandle.current().info().command().map(Path::of).orElseThrow();
    }

    /// The directory, with all libraries in it.
    Path extracted() {
        var libraries = NativeLibrary.ofThisPlatform();
        var place = directory != null ? directory : usualPlace(libraries);
        try {
            if (directory != null) {
                Files.createDirectories(place);
            } else {
                createForOwnerOnly(place);
            }
            for (var library : libraries) {
                library.extract(place);
            }
            return place;
        } catch (IOException e) {
            throw new EmbeddingException(
                    ("The native libraries of the local model cannot be put into %s: %s. Let"
                                    + " sightline.native-libraries name a directory that can be written to.")
                            .formatted(place, e),
                    true,
                    e);
        }
    }

    private static Path usualPlace(List<NativeLibrary> libraries) {
        int content = libraries.stream().map(NativeLibrary::checksum).toList().hashCode();
        return Path.of(
                System.getProperty("java.io.tmpdir"),
                "sightline-%s-%08x".formatted(System.getProperty("user.name"), content));
    }

    /// Anybody may make directories among the temporary files, and what is loaded runs as us.
    private static void createForOwnerOnly(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            var attributes = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!attributes.isDirectory()
                    || !attributes.permissions().equals(OWNER_ONLY)
                    || !attributes.owner().equals(ourselves())) {
                throw new IOException("it is there already, but not ours alone", e);
            }
        }
    }

    private static UserPrincipal ourselves() throws IOException {
        var file = Files.createTempFile("sightline-", null);
        try {
            return Files.getOwner(file);
        } finally {
            Files.delete(file);
        }
    }
}
