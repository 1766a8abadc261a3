package dev.sightline.index.embedded;

/// Order statistics without sorting.
final class Ranks {

    private Ranks() {}

    /// The `k`-th largest of the values, by quickselect in expected linear time. Reorders them.
    static double largest(double[] values, int k) {
        int low = 0;
        int high = values.length - 1;
        while (low < high) {
            double pivot = median(values[low], values[low + high >>> 1], values[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (values[left] > pivot) {
                    left++;
                }
                while (values[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    double swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (k - 1 <= right) {
                high = right;
            } else if (k - 1 >= left) {
                low = left;
            } else {
                return pivot;
            }
        }
        return values[low];
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
