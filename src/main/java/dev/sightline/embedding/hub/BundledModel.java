package dev.sightline.embedding.hub;

import dev.sightline.embedding.clip.ModelFiles;

/// The demo model, which is part of the program.
final class BundledModel implements LocalHolding {

    private final ModelFiles files = ModelFiles.demo();

    @Override
    public Model describe(boolean wanted) {
        return new Model(
                Models.DEMO,
                "Sightline demo model",
                "Apache-2.0",
                128,
                "English",
                null,
                wanted,
                ModelState.READY,
                null,
                null,
                files.caveat(),
                null,
                null);
    }

    @Override
    public ModelFiles files() {
        return files;
    }
}
