package dev.sightline.embedding.hub;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A hub with one small model, which the application is made to want. A field `Consumer<String> hub` of the test tells
/// the hub how to answer: `well`, `not at all`, or `halfway`.
public class TinyHub implements QuarkusTestResourceLifecycleManager {

    private static final List<String> PATHS = List.of(
            "config.json",
            "preprocessor_config.json",
            "tokenizer.json",
            "onnx/text_model.onnx",
            "onnx/vision_model.onnx");
    private static final String LARGEST = target("onnx/vision_model.onnx");

    private final StubHub hub = new StubHub();
    private final CountDownLatch end = new CountDownLatch(1);
    private Path directory;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("sightline-models");
            var catalogue = directory.resolve("catalogue.json");
            new ObjectMapper().writeValue(catalogue.toFile(), new Catalogue.Listing(List.of(entry())));
            return Map.of(
                    "sightline.embedding.model",
                    "tiny-siglip2",
                    "sightline.hub.url",
                    hub.url(),
                    "sightline.hub.catalogue",
                    catalogue.toString(),
                    "sightline.hub.directory",
                    directory.resolve("models").toString(),
                    "sightline.hub.fetch",
                    "false",
                    "sightline.hub.retry",
                    "1H");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ModelEntry entry() {
        var files = PATHS.stream().map(this::publish).toList();
        return new ModelEntry("tiny-siglip2", "Tiny SigLIP 2", "tiny/siglip2", "main", "Apache-2.0", 64, "none", files);
    }

    private ModelFile publish(String path) {
        byte[] bytes = bytes(path);
        hub.put(target(path), bytes);
        return new ModelFile(path, bytes.length, Sha256.of(bytes));
    }

    private static String target(String path) {
        return "/tiny/siglip2/resolve/main/" + path;
    }

    private static byte[] bytes(String path) {
        try {
            return Files.readAllBytes(
                    Path.of(TinyHub.class.getResource("/tiny-siglip2/" + path).toURI()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        Consumer<String> answer = this::answer;
        injector.injectIntoFields(answer, field -> field.getName().equals("hub"));
    }

    private void answer(String how) {
        hub.heal();
        switch (how) {
            case "well" -> {}
            case "not at all" -> PATHS.forEach(path -> hub.always(target(path), StubHub.status(404)));
            case "halfway" -> hub.always(LARGEST, StubHub.pausedAt(bytes("onnx/vision_model.onnx").length / 2, end));
            default -> throw new IllegalArgumentException(how);
        }
    }

    @Override
    public void stop() {
        end.countDown();
        hub.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
