package dev.sightline.standalone;

import dev.sightline.StartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL for this machine, unpacked once from its archive on the class path.
final class PostgresBinaries {

    private PostgresBinaries() {}

    /// The folder of the programs. Anything else in the parent, such as an older PostgreSQL, is deleted.
    static Path in(Path parent) {
        try {
            JarURLConnection archive = archive();
            Path home = parent.resolve(
                    "postgres-" + Long.toHexString(archive.getJarEntry().getCrc()));
            if (!Files.isDirectory(home)) {
                System.out.println("Unpacking PostgreSQL into " + home + " (once) ...");
                Disk.deleteAll(parent);
                Path draft = Files.createDirectories(parent.resolve("unpacking"));
                unpack(archive, draft);
                Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return home.resolve("bin");
        } catch (IOException | UncheckedIOException e) {
            throw new StartException("PostgreSQL could not be unpacked into " + parent + " (" + e + ").", e);
        }
    }

    private static JarURLConnection archive() throws IOException {
        String name = "postgres-" + system() + "-" + processor() + ".txz";
        URL url = PostgresBinaries.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new StartException("There is no embedded PostgreSQL for " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch")
                    + ". Set QUARKUS_DATASOURCE_JDBC_URL, QUARKUS_DATASOURCE_USERNAME and QUARKUS_DATASOURCE_PASSWORD"
                    + " to a PostgreSQL of your own.");
        }
        return (JarURLConnection) url.openConnection();
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "darwin" : name;
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return switch (name) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            default -> name;
        };
    }

    private static void unpack(JarURLConnection archive, Path target) throws IOException {
        try (InputStream bytes = archive.getInputStream();
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, target.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream bytes, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(bytes, path);
        if (path.getParent().endsWith("bin")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
