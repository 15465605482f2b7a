package dev.cuecard.processor.template;

import java.util.Collection;
import java.util.Optional;

/** How far one name is from another, to suggest the one that was meant. */
public final class Distance {

    private Distance() {}

    /** Returns the nearest of some names, if any is near enough to be meant; of equally near ones, the first. */
    public static Optional<String> nearest(String name, Collection<String> names) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String candidate : names) {
            int bound = bound(name, candidate);
            if (Math.abs(name.length() - candidate.length()) <= bound) {
                int distance = between(name, candidate);
                if (distance <= bound && distance < least) {
                    best = candidate;
                    least = distance;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Returns how far two names may be apart for one to be meant by the other. */
    private static int bound(String a, String b) {
        return Math.max(1, Math.min(a.length(), b.length()) / 3);
    }

    /** The Levenshtein distance: the least count of letters put in, left out or replaced. */
    static int between(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
