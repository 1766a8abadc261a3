package dev.sightline.demo;

import dev.sightline.demo.drawing.Painter;
import dev.sightline.demo.scene.Scene;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Pictures of a small invented world, drawn when asked for. A picture depends only on its seed and its index: 8
// styles,
/// 16 subjects, 1 to 3 of them, 8 colours, 3 times of day and 7 places compose freely.
public final class DemoCollection {

    /// The seed of the collection that a library offers: the demo model was neither trained nor evaluated with it.
    public static final long SEED = 303;

    private static final int ALTERNATIVES = 5;

    private DemoCollection() {}

    /// The pictures from an index on, each drawn as the stream comes to it; only a consumer that keeps them has more
    // than
    /// one in memory. The stream may be made parallel.
    public static Stream<DemoPicture> pictures(int count, long seed, int from) {
        return IntStream.range(from, Math.addExact(from, count)).mapToObj(index -> picture(seed, index));
    }

    /// @param index from 0
    public static DemoPicture picture(long seed, int index) {
        var scene = Scene.of(seed, index);
        var format = ImageFormat.of(scene.style());
        var captions = Captions.of(scene, ALTERNATIVES);
        return new DemoPicture(
                "demo-%04d.%s".formatted(index + 1, format.extension()),
                format.mediaType(),
                format.encode(Painter.paint(scene)),
                scene,
                captions.title(),
                captions.full(),
                captions.alternatives());
    }
}
