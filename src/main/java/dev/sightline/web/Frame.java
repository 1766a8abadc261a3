package dev.sightline.web;

/// What surrounds a page: its title, where it stands in the navigation, and what the search box shows.
public record Frame(String title, Section section, SearchBox box) {

    /// A place that the navigation names, or a page that it does not.
    public enum Section {
        LIBRARY("/"),
        SEARCH("/search"),
        SEARCHES("/searches"),
        TAGS("/tags"),
        STYLES("/styles"),
        HISTORY("/history"),
        DUPLICATES("/duplicates"),
        TRASH("/trash"),
        ACTIVITY("/activity"),
        MODELS("/models"),
        SETTINGS("/settings"),
        PICTURE(""),
        NONE("");

        private final String path;

        Section(String path) {
            this.path = path;
        }
    }

    public static Frame of(String title, Section section) {
        return new Frame(title, section, SearchBox.EMPTY);
    }

    /// A page that is a picture on black, whatever the person's colour scheme.
    public boolean dark() {
        return section == Section.PICTURE;
    }

    /// Whether the page is this place of the navigation.
    public boolean at(String path) {
        return section.path.equals(path);
    }
}
