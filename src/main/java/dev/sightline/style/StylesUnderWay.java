package dev.sightline.style;

import dev.sightline.style.StylesPage.UnderWay;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/// The styles that are being found, for the page of all that is in work: `templates/style/under-way.html`.
@ApplicationScoped
@Named
class StylesUnderWay {

    private final Clusterings clusterings;

    StylesUnderWay(Clusterings clusterings) {
        this.clusterings = clusterings;
    }

    /// Null while none are being found.
    public UnderWay now() {
        return clusterings.progress().map(ClusteringWords::underWay).orElse(null);
    }

    /// Whether the page has to look again by itself.
    public boolean live() {
        var now = now();
        return now != null && now.failure() == null;
    }
}
