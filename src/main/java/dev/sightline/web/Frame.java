package dev.sightline.web;

/// What surrounds a page: its title, where it stands in the navigation, and what the search box shows.
public record Frame(String title, Section section, SearchBox box) {

    public enum Section {
        LIBRARY,
        SEARCH,
        PICTURE,
        ACTIVITY,
        NONE
    }

    public static Frame of(String title, Section section) {
        return new Frame(title, section, SearchBox.EMPTY);
    }

    /// A page that is a picture on black, whatever the person's colour scheme.
    public boolean dark() {
        return section == Section.PICTURE;
    }

    public boolean library() {
        return section == Section.LIBRARY;
    }

    public boolean activity() {
        return section == Section.ACTIVITY;
    }
}
