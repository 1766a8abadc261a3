package dev.sightline.demo;

import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pictures of a small invented world, drawn when asked for. A picture depends only on its seed and its index.
/// 8 styles, 16 subjects, 1 to 3 of them, 8 colours, 3 times of day and 7 places compose freely.
public final class DemoCollection {

    /// The seed of the pictures that an empty library offers. The demo model was neither trained nor evaluated with
    /// it, and its first 240 pictures pair more styles with subjects (119 of the 128) than those of most seeds.
    public static final long SEED = 1814;

    private static final int ALTERNATIVES = 5;

    private DemoCollection() {}

    /// The pictures from an index on, each drawn when the stream comes to it, so that only a consumer who keeps them
    /// has more than one in memory. The stream may be made parallel.
    public static Stream<DemoPicture> pictures(int count, long seed, int from) {
        return IntStream.range(from, Math.addExact(from, count)).mapToObj(index -> picture(seed, index));
    }

    /// What is written about a picture: its title and all that can be said about it, each in a line.
    ///
    /// @param index from 0
    public static String caption(long seed, int index) {
        var captions = Captions.of(Scene.of(seed, index), 0);
        return captions.title() + "\n" + captions.full().text();
    }

    /// @param index from 0
    public static DemoPicture picture(long seed, int index) {
        var scene = Scene.of(seed, index);
        var format = ImageFormat.of(scene.style());
        var captions = Captions.of(scene, ALTERNATIVES);
        return new DemoPicture(
                String.format(Locale.ROOT, "demo-%04d.%s", index + 1, format.extension()),
                format.mediaType(),
                format.encode(Painter.paint(scene)),
                scene,
                captions.title(),
                captions.full(),
                captions.alternatives());
    }
}
