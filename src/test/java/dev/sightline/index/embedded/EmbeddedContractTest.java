package dev.sightline.index.embedded;

import dev.sightline.index.VectorIndex;
import dev.sightline.index.VectorIndexContract;

class EmbeddedContractTest extends VectorIndexContract {

    @Override
    protected VectorIndex empty(int dimension) {
        return new EmbeddedIndex(dimension);
    }
}
