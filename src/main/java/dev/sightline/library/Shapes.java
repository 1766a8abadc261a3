package dev.sightline.library;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.Cache;

/// Aspect ratios as classes, because the content security policy allows no inline styles: one class for each hundredth
/// between the tallest and the widest shape of a grid. What is taller or wider still is cut to fit.
@Path("/shapes.css")
public class Shapes {

    static final int TALLEST = 45;
    static final int WIDEST = 300;

    /// A square, for a picture whose size is not known yet.
    static final int UNKNOWN = 100;

    static String name(int width, int height) {
        return "shape-" + hundredths(width, height);
    }

    /// The aspect ratio that a tile has.
    static int hundredths(int width, int height) {
        return Math.clamp(Math.round(100f * width / height), TALLEST, WIDEST);
    }

    @GET
    @Produces("text/css")
    @Cache(maxAge = 86_400)
    public String styles() {
        return IntStream.rangeClosed(TALLEST, WIDEST)
                .mapToObj(hundredths -> ".shape-%d{--ratio:%s}\n".formatted(hundredths, hundredths / 100.0))
                .collect(Collectors.joining());
    }
}
