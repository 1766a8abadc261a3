package dev.sightline.standalone;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import java.util.Set;

/// The passwords of the embedded servers: drawn once, kept in the data directory, readable by its owner only.
///
/// @param fresh whether they were drawn just now
record Secrets(String databasePassword, String storageAccessKey, String storageSecretKey, boolean fresh) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static Secrets in(Path directory) throws IOException {
        Path file = directory.resolve("secrets.properties");
        boolean fresh = !Files.exists(file);
        if (fresh) {
            draw(file);
        }
        return read(file, fresh);
    }

    private static Secrets read(Path file, boolean fresh) throws IOException {
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return new Secrets(
                secret(kept, "database.password", file),
                secret(kept, "storage.access-key", file),
                secret(kept, "storage.secret-key", file),
                fresh);
    }

    private static String secret(Properties kept, String name, Path file) throws IOException {
        String value = kept.getProperty(name, "");
        if (value.isEmpty()) {
            throw new IOException(name + " is missing in " + file + ": delete that file, and new secrets are drawn");
        }
        return value;
    }

    private static void draw(Path file) throws IOException {
        String text = """
                # Drawn by Sightline for its own servers. Delete this file while it is stopped, and new ones are drawn.
                database.password=%s
                storage.access-key=%s
                storage.secret-key=%s
                """.formatted(random(24), random(15), random(30));
        Path draft = file.resolveSibling("secrets.properties.new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(CREATE_NEW, WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
