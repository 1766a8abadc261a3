package dev.sightline.embedding.clip;

import java.util.List;

/// How the bytes of a picture become a model's input: scaled, less the mean, divided by the deviation.
///
/// @param mean      of red, green and blue
/// @param deviation of red, green and blue
record Levels(double scale, List<Double> mean, List<Double> deviation) {

    /// The input for each channel and each of its 256 levels, rounded to float at every step as NumPy does.
    float[][] inputs() {
        var inputs = new float[3][256];
        for (int channel = 0; channel < 3; channel++) {
            float mean = this.mean.get(channel).floatValue();
            float deviation = this.deviation.get(channel).floatValue();
            for (int level = 0; level < 256; level++) {
                inputs[channel][level] = ((float) (level * scale) - mean) / deviation;
            }
        }
        return inputs;
    }

    @Override
    public String toString() {
        return "scale %s, mean %s, deviation %s".formatted(scale, mean, deviation);
    }
}
