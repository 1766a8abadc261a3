package dev.sightline.search;

/// How far words are from each other.
final class Spelling {

    private static final int SHORTEST = 4;
    private static final int LONG = 8;

    private Spelling() {}

    /// Short words are too easily others, and what has a digit is a code.
    static boolean isCorrected(String word) {
        return word.length() >= SHORTEST && word.chars().noneMatch(Character::isDigit);
    }

    /// How many mistakes are taken for such.
    static int mistakes(String word) {
        return word.length() < LONG ? 1 : 2;
    }

    /// The least number of letters that are missing, too many, wrong, or exchanged with their neighbour; none of them
    /// twice.
    static int distance(String one, String other) {
        var before = new int[other.length() + 1];
        var above = new int[other.length() + 1];
        var row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            var free = before;
            before = above;
            above = row;
            row = free;
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                row[j] = Math.min(Math.min(above[j], row[j - 1]) + 1, above[j - 1] + (same ? 0 : 1));
                if (isExchanged(one, i, other, j)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
        }
        return row[other.length()];
    }

    private static boolean isExchanged(String one, int i, String other, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
