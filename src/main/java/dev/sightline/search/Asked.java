package dev.sightline.search;

import dev.sightline.index.Kind;
import dev.sightline.library.FilterText;
import dev.sightline.search.SearchRequest.Crop;
import dev.sightline.search.SearchRequest.Example;
import dev.sightline.search.SearchRequest.Sort;
import dev.sightline.web.Address;
import dev.sightline.web.ProblemException;
import dev.sightline.web.SearchBox.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// A search as the address of its page says it.
///
///     /search?q=red+boat&like=ID&like=-ID@0.25,0,0.5,1*0.5&upload=ID&balance=70&against=text&sort=date
///
/// An example is the id of an image (`like`) or of an upload. A minus before it says that results are to be unlike it,
/// behind `@` is the part of it that counts, behind `*` its weight.
///
/// @param examples images of the library first, then uploads
/// @param balance  what the pictures count against the words, in percent
/// @param against  the kind of vectors that is searched
record Asked(String text, List<Example> examples, int balance, Kind against, Sort sort) {

    private static final int EVEN = 50;
    private static final Pattern EXAMPLE =
            Pattern.compile("(?<minus>-?)(?<id>[0-9a-fA-F-]{36})(?:@(?<crop>[^*]*))?(?:\\*(?<weight>[01]?\\.?\\d+))?");

    Asked {
        examples = Stream.concat(
                        examples.stream().filter(example -> example.id() != null),
                        examples.stream().filter(example -> example.upload() != null))
                .toList();
        if (examples.size() > SearchRequest.MOST_EXAMPLES) {
            throw refused("too-many-examples", "At most ten pictures can be searched with. Remove one.");
        }
        if (balance < 0 || balance > 100) {
            throw refused("invalid-balance", "A balance is a number from 0 to 100.");
        }
    }

    static Asked words(String text) {
        return new Asked(text, List.of(), EVEN, SearchRequest.AGAINST, Sort.RELEVANCE);
    }

    /// @param query what is behind the question mark of an address, or null
    /// @throws ProblemException 400 if it is not understood
    static Asked read(String query) {
        var parameters = Address.parameters(query);
        var examples = new ArrayList<Example>();
        all(parameters, "like").forEach(like -> examples.add(example(like, true)));
        all(parameters, "upload").forEach(upload -> examples.add(example(upload, false)));
        cropFirst(examples, first(parameters, "crop"));
        return new Asked(
                Objects.requireNonNullElse(first(parameters, "q"), "").strip(),
                examples,
                balance(first(parameters, "balance")),
                against(first(parameters, "against")),
                sort(first(parameters, "sort")));
    }

    /// What [#href()] wrote.
    static Asked at(String href) {
        return read(href.substring(href.indexOf('?') + 1));
    }

    /// A form sends a field that was left empty too.
    private static List<String> all(Map<String, List<String>> parameters, String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static String first(Map<String, List<String>> parameters, String name) {
        return all(parameters, name).stream().findFirst().orElse(null);
    }

    private static Example example(String written, boolean ofLibrary) {
        var parts = EXAMPLE.matcher(written);
        if (!parts.matches()) {
            throw refused(
                    "invalid-example", "\"%s\" is no picture to search with. Choose it again.".formatted(written));
        }
        var id = id(parts.group("id"));
        var size = parts.group("weight") == null ? 1 : Double.parseDouble(parts.group("weight"));
        if (size > 1) {
            throw refused("invalid-example", "The weight of a picture is from 0 to 1.");
        }
        return new Example(
                ofLibrary ? id : null,
                null,
                ofLibrary ? null : id,
                crop(parts.group("crop")),
                parts.group("minus").isEmpty() ? size : -size);
    }

    private static UUID id(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            throw refused("invalid-example", "\"%s\" is no id of a picture.".formatted(written));
        }
    }

    /// A form has the part in a field of its own, `crop=x,y,width,height`.
    private static void cropFirst(List<Example> examples, String crop) {
        if (crop != null && !examples.isEmpty()) {
            examples.set(0, cropped(examples.getFirst(), crop(crop)));
        }
    }

    private static Example cropped(Example example, Crop crop) {
        return new Example(example.id(), null, example.upload(), crop, example.weight());
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
        throw refused("invalid-crop", "A crop is written as x,y,width,height, each from 0 to 1.");
    }

    private static int balance(String written) {
        try {
            return written == null ? EVEN : Integer.parseInt(written);
        } catch (NumberFormatException e) {
            throw refused("invalid-balance", "A balance is a number from 0 to 100.");
        }
    }

    private static Kind against(String written) {
        return written == null
                ? SearchRequest.AGAINST
                : Kind.find(written)
                        .orElseThrow(() ->
                                refused("invalid-against", "What is searched is \"image\", \"text\" or \"combined\"."));
    }

    private static Sort sort(String written) {
        return switch (written) {
            case null -> Sort.RELEVANCE;
            case "relevance" -> Sort.RELEVANCE;
            case "date" -> Sort.DATE;
            default -> throw refused("invalid-sort", "Results are sorted by \"relevance\" or by \"date\".");
        };
    }

    private static ProblemException refused(String code, String detail) {
        return new ProblemException(400, code, detail);
    }

    boolean isNothing() {
        return text.isEmpty() && examples.isEmpty();
    }

    SearchRequest request(int limit, String cursor, boolean weaker) {
        boolean facets = cursor == null && !weaker;
        return new SearchRequest(
                text, examples, balance / 100.0, against.code(), null, null, sort, facets, limit, cursor, weaker, null);
    }

    /// The search itself, whatever the order that its results are looked at in.
    Asked unsorted() {
        return new Asked(text, examples, balance, against, Sort.RELEVANCE);
    }

    Asked without(Example example) {
        return with(examples.stream().filter(other -> other != example).toList());
    }

    Asked and(Example example) {
        return with(Stream.concat(examples.stream(), Stream.of(example)).toList());
    }

    boolean takesMoreExamples() {
        return examples.size() < SearchRequest.MOST_EXAMPLES;
    }

    private Asked with(List<Example> others) {
        return new Asked(text, others, others.isEmpty() ? EVEN : balance, against, sort);
    }

    /// The same with other words.
    Asked with(String words) {
        return new Asked(words, examples, balance, against, sort);
    }

    /// @param part as it is written in the text
    Asked without(String part) {
        return with(QueryParser.without(text, part));
    }

    FilterText filters() {
        return FilterText.of(String.join(" ", QueryParser.filters(text)));
    }

    /// The same with other filters.
    Asked filteredBy(FilterText filters) {
        return with(QueryParser.filtered(text, filters.toString()));
    }

    List<UUID> uploads() {
        return examples.stream().map(Example::upload).filter(Objects::nonNull).toList();
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
                .withAll("like", written(Example::id))
                .withAll("upload", written(Example::upload))
                .with("balance", balance == EVEN ? null : balance)
                .with("against", against == SearchRequest.AGAINST ? null : against.code())
                .with("sort", sort == Sort.DATE ? "date" : null);
    }

    private List<String> written(Function<Example, UUID> id) {
        return examples.stream()
                .filter(example -> id.apply(example) != null)
                .map(Asked::written)
                .toList();
    }

    /// The pictures as parameters of a form.
    List<Field> pictures() {
        return examples.stream()
                .map(example -> new Field(field(example), written(example)))
                .toList();
    }

    static String field(Example example) {
        return example.id() == null ? "upload" : "like";
    }

    /// An example as the address says it.
    static String written(Example example) {
        double size = Math.abs(example.weight());
        return (example.isUnwanted() ? "-" : "")
                + Objects.requireNonNullElse(example.id(), example.upload())
                + (example.crop() == null ? "" : "@" + written(example.crop()))
                + (size == 1
                        ? ""
                        : "*" + BigDecimal.valueOf(size).stripTrailingZeros().toPlainString());
    }

    static String written(Crop crop) {
        return DoubleStream.of(crop.x(), crop.y(), crop.width(), crop.height())
                .mapToObj(Double::toString)
                .collect(Collectors.joining(","));
    }
}
