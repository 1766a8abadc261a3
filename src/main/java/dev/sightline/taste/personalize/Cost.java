package dev.sightline.taste.personalize;

import dev.sightline.taste.personalize.PersonalizeRepository.Amount;
import dev.sightline.web.Phrases;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/// What the service is going to be paid, by the prices of the settings, in US dollars.
///
/// @param interactions that are taken in and trained with
/// @param once         for both
/// @param hourly       for the campaign at least, as long as it is there
/// @param words        the same, for whoever pays
@RegisterForReflection
record Cost(long interactions, double once, double hourly, String words) {

    /// Of a line of an export: an item of 73 characters, a person, a moment and what they did.
    private static final long LINE = 105;

    private static final int SECONDS = 3600;
    private static final int HOURS_OF_MONTH = 730;

    static Cost of(Amount amount, PersonalizeConfig config) {
        var prices = config.prices();
        double once = amount.interactions() * LINE / 1e9 * prices.gigabyte()
                + amount.interactions() / 1e3 * prices.training();
        double hourly = config.minimumTps() * SECONDS / 1e3 * prices.requests();
        return new Cost(amount.interactions(), once, hourly, words(amount, once, hourly));
    }

    private static String words(Amount amount, double once, double hourly) {
        return "Amazon takes about %s once, for taking in and training with %s. From then on it takes at least %s an hour, about"
                        .formatted(
                                dollars(once),
                                Phrases.count(amount.interactions(), "interaction", "interactions"),
                                dollars(hourly))
                + " %s a month, whether anybody searches or not, until it is removed. This is an estimate by the prices of the"
                        .formatted(dollars(hourly * HOURS_OF_MONTH))
                + " settings, before taxes: compare them with those of your region.";
    }

    private static String dollars(double amount) {
        return amount < 0.01 ? "$0.01" : String.format(Locale.ENGLISH, "$%,.2f", amount);
    }
}
