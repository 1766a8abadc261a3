package dev.sightline.storage;

import dev.sightline.doctor.Clock;
import dev.sightline.doctor.Examination;
import dev.sightline.doctor.Finding;
import dev.sightline.doctor.Inside;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Whether we may do with the bucket what we have to, browsers may too, and nobody else. Writes one small object, and
/// deletes it.
@ApplicationScoped
class StorageExamination implements Examination {

    private static final String SUBJECT = "Storage";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final StorageConfig config;
    private final S3Connection s3;
    private final ObjectStore objects;
    private final Inside inside;
    private final String site;

    StorageExamination(
            StorageConfig config,
            S3Connection s3,
            ObjectStore objects,
            Inside inside,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.config = config;
        this.s3 = s3;
        this.objects = objects;
        this.inside = inside;
        this.site = "http://localhost:" + port;
    }

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Finding> findings() {
        if (inside.storage()) {
            return List.of(Finding.fine(SUBJECT, "None is named: Sightline starts its own."));
        }
        var findings = new ArrayList<Finding>();
        var key = Keys.query(UUID.randomUUID());
        try {
            findings.addAll(reached());
            objects.put(key, new byte[1], "application/octet-stream");
            findings.addAll(with(key));
        } catch (StorageException e) {
            findings.add(Finding.wrong(SUBJECT, e.getMessage(), ""));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.fine(
                    SUBJECT,
                    "The bucket %s can be read and written, by browsers too, and by nobody else."
                            .formatted(config.bucket())));
        }
        return findings;
    }

    /// What is found out with an object, which is deleted then.
    private List<Finding> with(String key) {
        var findings = new ArrayList<Finding>();
        try {
            objects.get(key);
            findings.addAll(fromOutside(key));
            findings.addAll(settings());
        } finally {
            findings.addAll(deleted(key));
        }
        return findings;
    }

    /// Listing is what tells a missing object from one that may not be read.
    private List<Finding> reached() {
        objects.check();
        try {
            var answer = s3.client()
                    .listObjectsV2(
                            r -> r.bucket(config.bucket()).prefix(Keys.QUERIES).maxKeys(1));
            return answer.sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .map(StorageExamination::clock)
                    .orElse(List.of());
        } catch (S3Exception e) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    "The credentials may not list the bucket %s.".formatted(config.bucket()),
                    "Allow s3:ListBucket on the bucket itself (arn:aws:s3:::%s).".formatted(config.bucket())));
        }
    }

    private static List<Finding> clock(String date) {
        try {
            return Clock.compared(SUBJECT, DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeException _) {
            return List.of();
        }
    }

    /// As a browser comes, and as anybody comes.
    private List<Finding> fromOutside(String key) {
        var bucket = s3.publicBucket();
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var findings = new ArrayList<Finding>();
            var asked = preflight(client, bucket);
            if (!allows(asked)) {
                findings.add(Finding.wrong(
                        SUBJECT,
                        "A page at %s may not send pictures to %s (HTTP %d to its preflight)."
                                .formatted(site, bucket, asked.statusCode()),
                        "Give the bucket a CORS rule:\n"
                                + "[{\"AllowedOrigins\": [\"%s\"], \"AllowedMethods\": [\"GET\", \"HEAD\", \"POST\"],\n"
                                        .formatted(site)
                                + "  \"AllowedHeaders\": [\"*\"], \"ExposeHeaders\": [\"ETag\"]}]"));
            }
            if (get(client, URI.create(bucket + "/" + key)).statusCode() < 300) {
                findings.add(Finding.wrong(
                        SUBJECT,
                        "Everybody who knows an object's name may read it, without any credentials.",
                        "Block all public access to the bucket, and take away policies and ACLs that give it."));
            }
            return findings;
        } catch (IOException e) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    "%s does not answer (%s).".formatted(bucket, e),
                    "Set sightline.storage.public-endpoint to the address at which browsers reach the storage."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private HttpResponse<Void> preflight(HttpClient client, URI bucket) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(bucket)
                .timeout(PATIENCE)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", site)
                .header("Access-Control-Request-Method", "POST")
                .build();
        return client.send(request, BodyHandlers.discarding());
    }

    private static HttpResponse<Void> get(HttpClient client, URI object) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(object).timeout(PATIENCE).build(), BodyHandlers.discarding());
    }

    private boolean allows(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Access-Control-Allow-Origin")
                .filter(origin -> origin.equals("*") || origin.equals(site))
                .isPresent();
    }

    /// Not every server that speaks S3 has these, and not everybody may read them.
    private List<Finding> settings() {
        var findings = new ArrayList<Finding>();
        try {
            var versioning = s3.client().getBucketVersioning(r -> r.bucket(config.bucket()));
            if (versioning.status() != BucketVersioningStatus.ENABLED) {
                findings.add(Finding.advice(
                        SUBJECT,
                        "The bucket keeps no versions: an original that somebody deletes there is gone.",
                        "Enable versioning, with a lifecycle rule that removes versions after some weeks."));
            }
        } catch (SdkException e) {
            findings.add(unread("versioning", "s3:GetBucketVersioning", e));
        }
        if (config.endpoint().isEmpty()) {
            findings.addAll(publicAccess());
        }
        return findings;
    }

    private List<Finding> publicAccess() {
        try {
            var block = s3.client()
                    .getPublicAccessBlock(r -> r.bucket(config.bucket()))
                    .publicAccessBlockConfiguration();
            boolean isWhole = block.blockPublicAcls()
                    && block.ignorePublicAcls()
                    && block.blockPublicPolicy()
                    && block.restrictPublicBuckets();
            return isWhole ? List.of() : List.of(open());
        } catch (S3Exception e) {
            return List.of(
                    e.statusCode() == 404
                            ? open()
                            : unread("block of public access", "s3:GetBucketPublicAccessBlock", e));
        } catch (SdkException e) {
            return List.of(unread("block of public access", "s3:GetBucketPublicAccessBlock", e));
        }
    }

    private static Finding open() {
        return Finding.advice(
                SUBJECT,
                "Not all public access to the bucket is blocked.",
                "Block it, so that no policy can open it by mistake.");
    }

    private static Finding unread(String what, String action, SdkException e) {
        return Finding.advice(
                SUBJECT,
                "The bucket's %s cannot be read (%s).".formatted(what, e.getMessage()),
                "Allow %s if you want it examined; Sightline runs without.".formatted(action));
    }

    private List<Finding> deleted(String key) {
        try {
            objects.delete(key);
            return List.of();
        } catch (StorageException e) {
            return List.of(Finding.wrong(
                    SUBJECT,
                    "Objects cannot be deleted: " + e.getMessage(),
                    "Allow s3:DeleteObject on arn:aws:s3:::%s/*.".formatted(config.bucket())));
        }
    }
}
