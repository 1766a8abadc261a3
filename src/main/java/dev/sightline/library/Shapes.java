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

    private static final int TALLEST = 45;
    private static final int WIDEST = 300;

    static String name(int width, int height) {
        return "shape-" + Math.clamp(Math.round(100f * width / height), TALLEST, WIDEST);
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
