package dev.sightline.style;

/// Inner products of many points with a few: the inner loop of k-means.
///
/// Every product is summed in the order of the dimensions, each step rounded once (`fma`). So all implementations give
/// the same bits, and which of them computes changes no clustering.
interface Products {

    /// Prepares the few.
    With with(Points few);

    interface With {

        /// As many products are written for each point: at least as many as there are of the few.
        int width();

        /// Writes the products of some of the many.
        ///
        /// @param first of the points
        /// @param into  `count` rows of `width`; what is beyond the number of the few in a row means nothing
        /// @param at    where in it the first of these rows begins
        void of(Points many, int first, int count, float[] into, int at);
    }

    /// Regroups points for a kernel that takes several at a time: all first values of a group, then all second ones.
    /// The last group is filled up with zeros.
    static float[] grouped(Points few, int lanes) {
        int dimension = few.dimension();
        var grouped = new float[Math.ceilDiv(few.size(), lanes) * lanes * dimension];
        for (int point = 0; point < few.size(); point++) {
            int group = point / lanes * lanes * dimension;
            for (int i = 0; i < dimension; i++) {
                grouped[group + i * lanes + point % lanes] = few.values()[point * dimension + i];
            }
        }
        return grouped;
    }
}
