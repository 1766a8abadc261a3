package dev.sightline.web;

import dev.sightline.embedding.hub.Model;
import dev.sightline.embedding.hub.Models;
import dev.sightline.index.Generations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// What every page says about the model in use; empty if there is nothing to say.
@Named
@ApplicationScoped
public class Notice {

    @Inject
    Models models;

    @Inject
    Generations generations;

    public String words() {
        return models.find(generations.active().model()).map(Model::caveat).orElse("");
    }
}
