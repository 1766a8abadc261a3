package dev.sightline.embedding.hub;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.clip.ModelFiles;
import java.nio.file.Path;

/// A model in a directory of somebody's own. Nothing is ever fetched into it.
final class OwnModel implements LocalHolding {

    private final Path directory;
    private final ModelFiles files;

    OwnModel(Path directory) {
        this.directory = directory;
        this.files = ModelFiles.in(directory);
    }

    @Override
    public Model describe(boolean wanted) {
        var error = error();
        return new Model(
                Models.DIRECTORY,
                "The model in " + directory,
                null,
                null,
                null,
                null,
                wanted,
                error == null ? ModelState.READY : ModelState.FAILED,
                null,
                error,
                null,
                null,
                null);
    }

    private Model.Failure error() {
        try {
            files.check();
            return null;
        } catch (EmbeddingException e) {
            return new Model.Failure("not-a-model", e.getMessage(), null);
        }
    }

    @Override
    public ModelFiles files() {
        return files;
    }
}
