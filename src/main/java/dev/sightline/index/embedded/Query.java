package dev.sightline.index.embedded;

/// A query vector, made ready for being compared with codes and with vectors.
final class Query {

    private final float[] unit;
    private final Code coarse;
    private final Code fine;
    private final DotKernel.Dot coarseDot;
    private final DotKernel.Dot fineDot;

    Query(float[] unit, Quantiser.QueryCode code, DotKernel kernel) {
        this.unit = unit;
        coarse = code.coarse();
        fine = code.fine();
        coarseDot = kernel.against(coarse.steps());
        fineDot = kernel.against(fine.steps());
    }

    float[] unit() {
        return unit;
    }

    /// Offers a row as a candidate: by the coarse code first, and by the fine one only if that does not rule it out.
    void offer(int slot, Chunk chunk, int row, Condition condition, Candidates candidates) {
        int offset = row * coarse.steps().length;
        double scale = chunk.scales[row];
        double error = chunk.errors[row];
        double cosine = scale * coarse.scale() * coarseDot.product(chunk.codes, offset);
        if (candidates.admits(cosine + Quantiser.radius(error, coarse.error())) && condition.isNamed(chunk, row)) {
            cosine += scale * fine.scale() * fineDot.product(chunk.codes, offset);
            double radius = Quantiser.radius(error, fine.error());
            candidates.add(slot, cosine - radius, cosine + radius);
        }
    }
}
