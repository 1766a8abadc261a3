package dev.sightline.storage;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/// Sends an object to where a [PresignedPost] allows it, as a browser's form does: the fields in their order, the file
/// last.
public final class PostForm {

    private final HttpClient http;

    public PostForm(HttpClient http) {
        this.http = http;
    }

    /// @param file the object's bytes, of known length
    /// @throws IOException          if the storage could not be reached
    /// @throws StorageException     if it refused the object
    /// @throws InterruptedException if this thread was
    public void send(PresignedPost post, BodyPublisher file) throws IOException, InterruptedException {
        var answer = http.send(request(post, file).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new StorageException(
                    "The object storage refused the file (HTTP %d): %s"
                            .formatted(answer.statusCode(), answer.body().strip()),
                    answer.statusCode() >= 500 || answer.statusCode() == 429,
                    null);
        }
    }

    /// The form as a request, which reads the bytes as it is sent; the storage answers 201, or an error in XML.
    public static HttpRequest.Builder request(PresignedPost post, BodyPublisher file) {
        var boundary = "sightline-" + UUID.randomUUID();
        return HttpRequest.newBuilder(post.url())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body(post, file, boundary));
    }

    private static BodyPublisher body(PresignedPost post, BodyPublisher file, String boundary) {
        var head = new StringBuilder();
        post.fields()
                .forEach(
                        (name, value) -> head.append("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                .formatted(boundary, name, value)));
        head.append("--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n".formatted(boundary));
        head.append("Content-Type: application/octet-stream\r\n\r\n");
        return BodyPublishers.concat(
                BodyPublishers.ofString(head.toString()),
                file,
                BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
    }
}
