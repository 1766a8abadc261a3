package dev.sightline.settings;

import dev.sightline.settings.SettingsPage.Fact;
import dev.sightline.status.Storage;
import dev.sightline.status.Storage.Amount;
import dev.sightline.status.Storage.OfType;
import dev.sightline.web.Phrases;
import java.util.List;
import java.util.stream.Collectors;

/// What is stored, in words.
final class StorageFacts {

    private static final int TYPES = 6;

    private StorageFacts() {}

    static List<Fact> of(Storage storage) {
        return List.of(
                new Fact("Originals", amount(storage.originals(), "picture", "pictures"), types(storage.types())),
                new Fact("Of these in the trash", amount(storage.trash(), "picture", "pictures"), ""),
                new Fact(
                        "Smaller copies",
                        amount(storage.renditions(), "file", "files"),
                        "What pages show; made again from the originals if they are lost."),
                new Fact(
                        "Database",
                        Phrases.size(storage.database()),
                        "Words, dates, and what the models know of each picture."));
    }

    private static String amount(Amount amount, String one, String many) {
        return amount.count() == 0
                ? "none"
                : Phrases.count(amount.count(), one, many) + ", " + Phrases.size(amount.bytes());
    }

    private static String types(List<OfType> types) {
        return types.stream().limit(TYPES).map(StorageFacts::type).collect(Collectors.joining(" · "))
                + (types.size() > TYPES ? " · and others" : "");
    }

    private static String type(OfType type) {
        return "%s %,d, %s"
                .formatted(type.type().replaceFirst("^image/(x-)?", ""), type.count(), Phrases.size(type.bytes()));
    }
}
