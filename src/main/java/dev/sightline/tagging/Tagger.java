package dev.sightline.tagging;

import dev.sightline.embedding.Vector;
import dev.sightline.index.Calibration;
import dev.sightline.index.VectorRepository.Calibrated;
import dev.sightline.library.MachineTag;
import dev.sightline.search.Fusion;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Tags pictures without having learned to: a picture has a tag where a search for what the tag says would show it. So
/// a tag's probability is the score that such a search gives, which is calibrated; nothing is learned from the library.
final class Tagger {

    private final List<Question> questions;
    private final Fusion scores;
    private final double probability;

    /// @param meanings    the vectors of all phrases of the vocabulary
    /// @param probability from which on a tag is given
    Tagger(
            Vocabulary vocabulary,
            Map<String, Vector> meanings,
            Calibration calibration,
            Fusion scores,
            double probability) {
        this.questions = vocabulary.categories().stream()
                .map(category -> Question.of(category, meanings, calibration))
                .toList();
        this.scores = scores;
        this.probability = probability;
    }

    private record Question(boolean several, List<Answer> answers) {

        static Question of(Category category, Map<String, Vector> meanings, Calibration calibration) {
            return new Question(
                    category.several(),
                    category.entries().stream()
                            .map(entry -> Answer.of(entry, meanings, calibration))
                            .toList());
        }
    }

    /// @param looks of its phrases: the nearest counts
    /// @param usual the cosine that is usual for them
    private record Answer(String tag, List<Vector> looks, double usual) {

        static Answer of(Category.Entry entry, Map<String, Vector> meanings, Calibration calibration) {
            var looks = entry.phrases().stream().map(meanings::get).toList();
            return new Answer(entry.tag(), looks, calibration.background(looks).mean());
        }

        double strength(List<Calibrated> picture) {
            return picture.stream().mapToDouble(this::strengthOf).max().orElseThrow();
        }

        private double strengthOf(Calibrated one) {
            return Calibration.strength(one.vector().greatestCosine(looks), usual, one.level());
        }
    }

    /// The tags of a picture, by what the best of its vectors says of each: in the order of the
    /// vocabulary's categories, the likeliest of each first.
    List<MachineTag> tags(List<Calibrated> picture) {
        return questions.stream().flatMap(question -> tags(question, picture)).toList();
    }

    private Stream<MachineTag> tags(Question question, List<Calibrated> picture) {
        return question.answers().stream()
                .map(answer -> new MachineTag(answer.tag(), scores.score(answer.strength(picture))))
                .sorted(Comparator.comparing(MachineTag::probability).reversed())
                .limit(question.several() ? Long.MAX_VALUE : 1)
                .takeWhile(tag -> tag.probability() >= probability);
    }
}
