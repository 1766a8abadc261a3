package dev.sightline.picture;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Cameras and lenses as people call them.
final class CameraName {

    private static final int LONGEST = 200;

    /// What the names of firms have besides the brand.
    private static final Set<String> FIRM = Set.of(
            "ag",
            "camera",
            "co",
            "company",
            "computer",
            "corp",
            "corporation",
            "digital",
            "eastman",
            "electric",
            "electronics",
            "gmbh",
            "imaging",
            "inc",
            "ltd",
            "limited",
            "mobile",
            "optical",
            "technologies");

    /// Brands that belong to a firm of another name.
    private static final Set<String> BRANDS = Set.of("pentax", "minolta", "kodak", "leica", "ricoh");

    /// Capitals that are no shouting.
    private static final Set<String> ABBREVIATIONS =
            Set.of("DJI", "HMD", "HTC", "JVC", "LG", "LGE", "ZTE", "HP", "GE", "BQ");

    private CameraName() {}

    /// For example `NIKON CORPORATION` and `NIKON D750` → `Nikon D750`; null where both are empty.
    static String of(String make, String model) {
        var brand = brand(Texts.line(make, LONGEST));
        var type = Texts.line(model, LONGEST);
        if (type == null) {
            return brand.isEmpty() ? null : brand;
        }
        var first = type.split(" ", 2)[0];
        if (BRANDS.contains(first.toLowerCase(Locale.ROOT))) {
            return capitalised(first) + type.substring(first.length());
        }
        if (!brand.isEmpty() && type.toLowerCase(Locale.ROOT).startsWith(brand.toLowerCase(Locale.ROOT))) {
            return brand + type.substring(brand.length());
        }
        return (brand + " " + type).strip();
    }

    private static String brand(String make) {
        if (make == null) {
            return "";
        }
        var brand = Arrays.stream(make.split("[\\s,.]+"))
                .filter(word -> !FIRM.contains(word.toLowerCase(Locale.ROOT)))
                .map(CameraName::capitalised)
                .collect(Collectors.joining(" "));
        return brand.isEmpty() ? make : brand;
    }

    /// `SONY` and `samsung`, but not `GoPro`.
    private static String capitalised(String word) {
        boolean even = word.equals(word.toUpperCase(Locale.ROOT)) || word.equals(word.toLowerCase(Locale.ROOT));
        if (!even || word.isEmpty() || ABBREVIATIONS.contains(word)) {
            return word;
        }
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1).toLowerCase(Locale.ROOT);
    }

    /// @return null for what cameras write that do not know their lens
    static String lens(String lens) {
        var name = Texts.line(lens, LONGEST);
        return name == null || !name.matches(".*[\\p{L}1-9].*") || name.matches("(?i)0(\\.0)? ?mm.*|unknown.*|n/a|none")
                ? null
                : name;
    }
}
