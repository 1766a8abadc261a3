package dev.sightline.standalone;

import dev.sightline.Ports;
import dev.sightline.Serving;
import dev.sightline.StartException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;

/// An S3 endpoint on the loopback address with one bucket, open to the pages and to those who have its keys.
final class ObjectServer {

    static final String HOST = "127.0.0.1";

    private static final org.jboss.logging.Logger LOG = org.jboss.logging.Logger.getLogger(ObjectServer.class);
    private static final String BUCKET = "sightline";
    private static final long STOP_MILLISECONDS = 2_000;

    /// Kept from being collected: a logger that nobody holds forgets its level.
    private static final Logger QUIET = Logger.getLogger("org.gaul");

    private final S3Proxy server;
    private final Secrets secrets;

    private ObjectServer(S3Proxy server, Secrets secrets) {
        this.server = server;
        this.secrets = secrets;
    }

    static ObjectServer start(DataDirectory directory, Serving serving) {
        if (serving.port() == serving.storagePort() && serving.port() != 0) {
            throw new StartException(
                    "--port and --storage-port are both " + serving.port() + ": the two need a port each.");
        }
        Ports.check(HOST, serving.storagePort(), "the object storage", "--storage-port");
        QUIET.setLevel(Level.WARNING);
        Secrets secrets = directory.secrets();
        try {
            BlobStore objects = WholeObjects.in(directory.objects(), BUCKET);
            warnOfLostTypes(directory.objects());
            S3Proxy server = S3Proxy.builder()
                    .blobStore(objects)
                    .endpoint(URI.create("http://" + HOST + ":" + serving.storagePort()))
                    .awsAuthentication(
                            AuthenticationType.AWS_V4, secrets.storageAccessKey(), secrets.storageSecretKey())
                    .corsRules(pagesOf(serving))
                    .stopTimeout(STOP_MILLISECONDS)
                    .build();
            server.start();
            return new ObjectServer(server, secrets);
        } catch (IOException e) {
            throw new StartException(
                    "The object storage could not be started in " + directory.objects() + " (" + e + ").", e);
        } catch (Exception e) {
            throw new StartException("The object storage could not be started (" + e + ").", e);
        }
    }

    Map<String, String> settings() {
        return Map.of(
                "sightline.storage.endpoint",
                "http://" + HOST + ":" + server.getPort(),
                "sightline.storage.bucket",
                BUCKET,
                "sightline.storage.access-key",
                secrets.storageAccessKey(),
                "sightline.storage.secret-key",
                secrets.storageSecretKey());
    }

    void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.error("The object storage was not stopped", e);
        }
    }

    private static void warnOfLostTypes(Path objects) throws IOException {
        if (!Files.getFileStore(objects).supportsFileAttributeView(UserDefinedFileAttributeView.class)) {
            System.err.println("The file system of " + objects + " keeps no extended attributes, so the object storage"
                    + " forgets media types and checksums; choose another directory by --data if you can.");
        }
    }

    private static CrossOriginResourceSharing pagesOf(Serving serving) {
        String port = serving.port() == 0 ? "\\d+" : Integer.toString(serving.port());
        return new CrossOriginResourceSharing(
                List.of("http://(localhost|127\\.0\\.0\\.1|\\[::1\\]):" + port),
                List.of("GET", "HEAD", "POST"),
                List.of("*"),
                List.of("ETag"),
                "");
    }
}
