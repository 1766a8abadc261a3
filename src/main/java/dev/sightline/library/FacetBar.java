package dev.sightline.library;

import dev.sightline.library.Facet.Value;
import dev.sightline.picture.ColourName;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Facets as a row of menus, in which every value is a link: `templates/tags/facets.html`.
///
/// @param note what to know about the counts, or null
public record FacetBar(List<Menu> menus, String note) {

    /// @param words  what its button says: its title, or what was chosen of it
    /// @param chosen whether something was
    /// @param any    the same page without the choice, or null where there is none
    public record Menu(String name, String title, String words, boolean chosen, String any, List<Item> items) {}

    /// @param href the page with this value in place of another of the same facet, or without it where it is chosen
    /// @param hue  the name of the colour that it stands for, or null
    public record Item(String words, String count, String href, boolean chosen, String hue) {}

    /// @param asked the filters of the page
    /// @param page  the address of the same page under other filters
    public static FacetBar of(List<Facet> facets, FilterText asked, Function<FilterText, String> page) {
        return new FacetBar(
                facets.stream()
                        .map(facet -> menu(facet, asked, page))
                        .filter(menu -> menu.chosen()
                                || menu.items().size() > 1
                                || menu.name().equals("favourite"))
                        .filter(menu -> !menu.items().isEmpty())
                        .toList(),
                null);
    }

    public FacetBar noting(String note) {
        return new FacetBar(menus, note);
    }

    private static Menu menu(Facet facet, FilterText asked, Function<FilterText, String> page) {
        var kind = FacetKind.valueOf(facet.name().toUpperCase(Locale.ROOT));
        var others = asked.without(kind.filters);
        var chosen = asked.terms().stream()
                .filter(term -> kind.filters.contains(term.name()))
                .toList();
        var items = facet.values().stream()
                .map(value -> item(value, kind, asked, page))
                .toList();
        return new Menu(
                facet.name(),
                kind.title(),
                chosen.isEmpty() ? kind.title() : words(chosen, items),
                !chosen.isEmpty(),
                chosen.isEmpty() ? null : page.apply(others),
                items);
    }

    private static Item item(Value value, FacetKind kind, FilterText asked, Function<FilterText, String> page) {
        var term = FilterText.of(value.term()).terms().getFirst();
        boolean chosen = asked.terms().stream().anyMatch(it -> it.toString().equalsIgnoreCase(value.term()));
        var others = asked.without(kind.filters);
        return new Item(
                value.words(),
                String.format(Locale.ENGLISH, "%,d", value.count()),
                page.apply(chosen ? others : others.with(term)),
                chosen,
                kind == FacetKind.COLOUR
                        ? ColourName.of(term.value()).map(ColourName::word).orElse(null)
                        : null);
    }

    private static String words(List<FilterTerm> chosen, List<Item> items) {
        return items.stream().filter(Item::chosen).map(Item::words).findFirst().orElseGet(() -> chosen.getFirst()
                .toString());
    }
}
