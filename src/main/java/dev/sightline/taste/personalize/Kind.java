package dev.sightline.taste.personalize;

import java.util.Locale;

/// What a setup is made of, in the order in which it is made; it is removed in the opposite order.
enum Kind {
    SCHEMA("Schema", "Schema"),
    DATASET_GROUP("DatasetGroup", "Dataset group"),
    DATASET("Dataset", "Dataset"),
    /// Before the export, so that nothing is lost that happens while the model is trained.
    EVENT_TRACKER("EventTracker", "Event tracker"),
    /// An object of the bucket, and the only thing that is not the service's.
    EXPORT(null, "Export to the bucket"),
    IMPORT("DatasetImportJob", "Import"),
    SOLUTION("Solution", "Solution"),
    VERSION("SolutionVersion", "Training"),
    CAMPAIGN("Campaign", "Campaign");

    private final String resource;
    private final String words;

    Kind(String resource, String words) {
        this.resource = resource;
        this.words = words;
    }

    /// As operations are named by it: `Create` + `DatasetGroup`.
    String resource() {
        return resource;
    }

    /// As answers are named by it: `datasetGroup`.
    String member() {
        return Character.toLowerCase(resource.charAt(0)) + resource.substring(1);
    }

    /// The field of its ARN: `datasetGroupArn`.
    String arn() {
        return member() + "Arn";
    }

    /// Whether the service deletes it when told to. Imports go with their dataset, versions with their solution.
    boolean isDeletable() {
        return this != IMPORT && this != VERSION && this != EXPORT;
    }

    /// What people call it.
    String words() {
        return words;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Kind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
