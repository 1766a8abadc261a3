package dev.sightline.web;

import dev.sightline.embedding.Embedder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// What every page says about the model in use; empty if there is nothing to say.
@Named
@ApplicationScoped
public class Notice {

    @Inject
    Embedder embedder;

    public String words() {
        return embedder.caveat();
    }
}
