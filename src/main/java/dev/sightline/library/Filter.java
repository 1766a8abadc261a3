package dev.sightline.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which images are meant, whatever they show.
///
/// @param types     one of these media types; empty: any
/// @param after     the earliest date, or null
/// @param before    the first date that is too late, or null
/// @param tags      all of these
/// @param favourite whether only the person's favourites are meant
/// @param cameras   one of these, as a part of its name; empty: any
/// @param lenses    one of these, as a part of its name; empty: any
/// @param colours   all of these, by their names
/// @param shapes    one of these; empty: any
/// @param bounds    within all of these
/// @param styles    one of these, by their names; empty: any
@RegisterForReflection
public record Filter(
        Set<String> types,
        Instant after,
        Instant before,
        List<String> tags,
        boolean favourite,
        List<String> cameras,
        List<String> lenses,
        List<String> colours,
        Set<Shape> shapes,
        List<Bound> bounds,
        List<String> styles) {

    public static final Filter NONE = new Filter(
            Set.of(), null, null, List.of(), false, List.of(), List.of(), List.of(), Set.of(), List.of(), List.of());

    /// A filter out of an old cursor may lack what an older version did not know.
    public Filter {
        Stream.of(types, tags, cameras, lenses, colours, shapes, bounds, styles).forEach(Objects::requireNonNull);
    }

    /// Square is what differs by no more than a fiftieth.
    @RegisterForReflection
    public enum Shape {
        LANDSCAPE,
        PORTRAIT,
        SQUARE
    }

    @JsonIgnore
    public boolean isEmpty() {
        return equals(NONE);
    }

    /// Whether it asks for something that only the catalogue knows, and no engine.
    @JsonIgnore
    public boolean needsCatalogue() {
        return favourite
                || Stream.of(tags, cameras, lenses, colours, shapes, bounds, styles)
                        .anyMatch(asked -> !asked.isEmpty());
    }

    /// Whether tags are all it asks for that no engine knows.
    @JsonIgnore
    public boolean needsOnlyTags() {
        return !tags.isEmpty()
                && !favourite
                && Stream.of(cameras, lenses, colours, shapes, bounds, styles).allMatch(Collection::isEmpty);
    }

    Filter withTypes(Set<String> more) {
        return new Filter(
                with(types, more), after, before, tags, favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withAfter(Instant date) {
        return new Filter(types, date, before, tags, favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withBefore(Instant date) {
        return new Filter(types, after, date, tags, favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withTag(String tag) {
        return new Filter(
                types, after, before, with(tags, tag), favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withFavourite() {
        return new Filter(types, after, before, tags, true, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withCamera(String camera) {
        return new Filter(
                types, after, before, tags, favourite, with(cameras, camera), lenses, colours, shapes, bounds, styles);
    }

    Filter withLens(String lens) {
        return new Filter(
                types, after, before, tags, favourite, cameras, with(lenses, lens), colours, shapes, bounds, styles);
    }

    Filter withColour(String colour) {
        return new Filter(
                types, after, before, tags, favourite, cameras, lenses, with(colours, colour), shapes, bounds, styles);
    }

    Filter withShape(Shape shape) {
        return new Filter(
                types, after, before, tags, favourite, cameras, lenses, colours, with(shapes, shape), bounds, styles);
    }

    Filter withBounds(List<Bound> more) {
        var all = Stream.concat(bounds.stream(), more.stream()).distinct().toList();
        return new Filter(types, after, before, tags, favourite, cameras, lenses, colours, shapes, all, styles);
    }

    Filter withStyle(String style) {
        return new Filter(
                types, after, before, tags, favourite, cameras, lenses, colours, shapes, bounds, with(styles, style));
    }

    Filter withoutTypes() {
        return new Filter(Set.of(), after, before, tags, favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withoutDates() {
        return new Filter(types, null, null, tags, favourite, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withoutFavourite() {
        return new Filter(types, after, before, tags, false, cameras, lenses, colours, shapes, bounds, styles);
    }

    Filter withoutCameras() {
        return new Filter(types, after, before, tags, favourite, List.of(), lenses, colours, shapes, bounds, styles);
    }

    Filter withoutColours() {
        return new Filter(types, after, before, tags, favourite, cameras, lenses, List.of(), shapes, bounds, styles);
    }

    Filter withoutShapes() {
        return new Filter(types, after, before, tags, favourite, cameras, lenses, colours, Set.of(), bounds, styles);
    }

    private static <T extends Comparable<T>> Set<T> with(Set<T> set, T value) {
        var more = new TreeSet<>(set);
        more.add(value);
        return more;
    }

    private static Set<String> with(Set<String> set, Set<String> values) {
        var more = new TreeSet<>(set);
        more.addAll(values);
        return more;
    }

    private static List<String> with(List<String> list, String value) {
        return Stream.concat(list.stream(), Stream.of(value)).distinct().toList();
    }
}
