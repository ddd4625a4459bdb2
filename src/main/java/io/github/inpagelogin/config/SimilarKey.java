package io.github.inpagelogin.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;

/** Finds the setting that somebody may have meant. */
final class SimilarKey {
    private static final int MAX_LENGTH = 60;

    private SimilarKey() {}

    /** The known key that takes the fewest changes of a character to get to. */
    static String to(String key) {
        String printable = printable(key);
        return Stream.of(Setting.values())
                .map(Setting::key)
                .min(Comparator.comparingInt(known -> distance(printable, known)))
                .orElseThrow();
    }

    /** The key without line breaks and the like, and not longer than a line. */
    static String printable(String key) {
        String printable = key.replaceAll("[^!-~]", "?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "...";
    }

    /** Levenshtein's distance. */
    private static int distance(String from, String to) {
        int[] above = new int[to.length() + 1];
        Arrays.setAll(above, column -> column);
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[above.length];
            current[0] = row;
            for (int column = 1; column < current.length; column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                int shorter = Math.min(above[column], current[column - 1]) + 1;
                current[column] = Math.min(shorter, above[column - 1] + change);
            }
            above = current;
        }
        return above[to.length()];
    }
}
