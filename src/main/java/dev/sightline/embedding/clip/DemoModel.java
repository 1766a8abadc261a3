package dev.sightline.embedding.clip;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

final class DemoModel extends ModelFiles {

    @Override
    String name() {
        return "Sightline demo model";
    }

    @Override
    public String caveat() {
        return "This is the demo model: it only knows the drawn demo pictures."
                + " Among pictures of any other kind it finds nonsense.";
    }

    @Override
    boolean has(String path) {
        return DemoModel.class.getResource(resource(path)) != null;
    }

    @Override
    InputStream open(String path) throws FileNotFoundException {
        var in = DemoModel.class.getResourceAsStream(resource(path));
        if (in == null) {
            throw new FileNotFoundException(resource(path));
        }
        return in;
    }

    @Override
    Optional<Path> onDisk(String path) {
        return Optional.empty();
    }

    private static String resource(String path) {
        return "/demo-model/" + path;
    }

    @Override
    public String toString() {
        return "that comes with Sightline";
    }
}
