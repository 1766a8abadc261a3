package dev.sightline.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DoctorTest {

    private static Examination examination(String subject, Supplier<List<Finding>> findings) {
        return new Examination() {
            @Override
            public String subject() {
                return subject;
            }

            @Override
            public List<Finding> findings() {
                return findings.get();
            }
        };
    }

    private static Examination works() {
        return examination("Model", () -> List.of(Finding.fine("Model", "It answers.")));
    }

    private static Doctor doctor(Examination... examinations) {
        var doctor = new Doctor();
        doctor.examinations = List.of(examinations);
        doctor.json = new ObjectMapper();
        return doctor;
    }

    @Test
    void whatAnExaminationThrowsIsWrongAndKeepsNoOtherFromBeingMade() throws JsonProcessingException {
        var away = examination("Engine", () -> {
            throw new IllegalStateException("OpenSearch was not reached.");
        });

        assertThat(doctor(works(), away).run()).isEqualTo(1);
        assertThat(Doctor.lines(doctor(works(), away).findings()))
                .containsExactly("WRONG   Engine     OpenSearch was not reached.", "ok      Model      It answers.");
    }

    @Test
    void adviceIsNothingWrong() throws JsonProcessingException {
        var advises = examination(
                "Storage", () -> List.of(Finding.advice("Storage", "It keeps no versions.", "Enable them.")));

        assertThat(doctor(works(), advises).run()).isZero();
        assertThat(Doctor.lines(doctor(advises).findings()))
                .containsExactly("advice  Storage    It keeps no versions." + System.lineSeparator() + " ".repeat(19)
                        + "Enable them.");
    }
}
