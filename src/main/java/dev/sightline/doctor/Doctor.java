package dev.sightline.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.doctor.Finding.Level;
import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Examines all that the settings name, says what was found, and ends: 0 where nothing is wrong, else 1.
public class Doctor implements QuarkusApplication {

    /// The argument with which findings are written as JSON.
    public static final String JSON = "--json";

    private static final int WRONG = 1;

    @Inject
    @All
    List<Examination> examinations;

    @Inject
    ObjectMapper json;

    @Override
    public int run(String... arguments) throws JsonProcessingException {
        var findings = findings();
        System.out.println(
                Set.of(arguments).contains(JSON)
                        ? json.writeValueAsString(findings)
                        : String.join(System.lineSeparator(), lines(findings)));
        return findings.stream().anyMatch(finding -> finding.level() == Level.WRONG) ? WRONG : 0;
    }

    List<Finding> findings() {
        return examinations.stream()
                .sorted(Comparator.comparing(Examination::subject))
                .flatMap(examination -> examined(examination).stream())
                .toList();
    }

    /// One that cannot be made to its end keeps no other from being made.
    private static List<Finding> examined(Examination examination) {
        try {
            return examination.findings();
        } catch (RuntimeException e) {
            return List.of(Finding.wrong(examination.subject(), String.valueOf(e.getMessage()), ""));
        }
    }

    static List<String> lines(List<Finding> findings) {
        return findings.stream().map(Doctor::line).toList();
    }

    private static String line(Finding finding) {
        var mark =
                switch (finding.level()) {
                    case FINE -> "ok     ";
                    case ADVICE -> "advice ";
                    case WRONG -> "WRONG  ";
                };
        var line = "%s %-10s %s".formatted(mark, finding.subject(), finding.words());
        var indent = System.lineSeparator() + " ".repeat(19);
        return finding.remedy().isEmpty()
                ? line
                : line + indent + finding.remedy().replace("\n", indent);
    }
}
