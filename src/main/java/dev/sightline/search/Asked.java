package dev.sightline.search;

import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.web.Address;
import dev.sightline.web.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/// A search as its address says it: words, a picture or a part of one, or both.
///
/// @param like   an image of the library to search with, or null
/// @param upload a picture that was uploaded to search with, or null
/// @param crop   the part of it that counts, or null
record Asked(String text, UUID like, UUID upload, Crop crop) {

    static Asked of(String text, UUID like, UUID upload, String crop) {
        return new Asked(text == null ? "" : text.strip(), like, upload, crop(crop));
    }

    /// `x,y,width,height` in fractions of the picture
    private static Crop crop(String written) {
        if (written == null) {
            return null;
        }
        try {
            double[] sides = Arrays.stream(written.split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (sides.length == 4 && DoubleStream.of(sides).allMatch(Double::isFinite)) {
                return new Crop(sides[0], sides[1], sides[2], sides[3]);
            }
        } catch (NumberFormatException e) {
            // Said below, as for any other number of sides.
        }
        throw new ProblemException(
                400, "invalid-crop", "A crop is written as crop=x,y,width,height, each from 0 to 1.");
    }

    boolean isNothing() {
        return text.isEmpty() && examples().isEmpty();
    }

    List<Example> examples() {
        if (like != null) {
            return List.of(Example.ofImage(like, crop));
        }
        return upload == null ? List.of() : List.of(Example.ofUpload(upload, crop));
    }

    SearchRequest request(int limit, String cursor, boolean weaker) {
        return new SearchRequest(text, examples(), null, null, limit, cursor, weaker);
    }

    Asked withoutExample() {
        return new Asked(text, null, null, null);
    }

    /// @param term as it is written in the text
    Asked without(String term) {
        String rest = text.replaceFirst(Pattern.quote(term), " ").replaceAll("\\s+", " ");
        return new Asked(rest.strip(), like, upload, crop);
    }

    String href() {
        return address().toString();
    }

    /// The same with its weaker matches.
    String weaker() {
        return address().with("weaker", true).toString();
    }

    /// The page that a cursor names.
    String more(String cursor, boolean weaker) {
        return address()
                .with("weaker", weaker ? true : null)
                .with("cursor", cursor)
                .toString();
    }

    private Address address() {
        return Address.to("/search")
                .with("q", text)
                .with("like", like)
                .with("upload", upload)
                .with("crop", cropWords());
    }

    /// The crop as it is written in the address, or null.
    String cropWords() {
        return crop == null
                ? null
                : DoubleStream.of(crop.x(), crop.y(), crop.width(), crop.height())
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(","));
    }
}
