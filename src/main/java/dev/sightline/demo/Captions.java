package dev.sightline.demo;

import dev.sightline.demo.scene.Scene;
import java.util.List;

/// All that is said about one picture: a title, a caption of everything, and captions of some attributes each.
record Captions(String title, Caption full, List<Caption> alternatives) {

    static Captions of(Scene scene, int alternatives) {
        var captioner = new Captioner(scene);
        return new Captions(captioner.title(), captioner.full(), captioner.alternatives(alternatives));
    }
}
