package dev.sightline.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/// The places that the menu of every page leads to.
@ApplicationScoped
@Named
class Places {

    private static final List<Place> ALL = List.of(
            new Place("Library", "/", "library", false),
            new Place("Favourites", "/?filter=is%3Afavourite", "heart", false),
            new Place("Tags", "/tags", "tag", false),
            new Place("Styles", "/styles", "style", false),
            new Place("Searches", "/searches", "saved", false),
            new Place("History", "/history", "clock", false),
            new Place("Duplicates", "/duplicates", "copies", false),
            new Place("Trash", "/trash", "trash", false),
            new Place("Activity", "/activity", "activity", true),
            new Place("Models", "/models", "alike", false),
            new Place("Settings", "/settings", "settings", false));

    /// @param icon  its name in `icons.svg`
    /// @param apart whether a line divides it from the one before
    public record Place(String name, String path, String icon, boolean apart) {}

    public List<Place> all() {
        return ALL;
    }
}
