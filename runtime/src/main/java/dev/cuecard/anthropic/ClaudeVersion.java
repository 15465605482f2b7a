package dev.cuecard.anthropic;

import dev.cuecard.provider.Capabilities;
import java.util.ArrayList;
import java.util.List;

/**
 * The generation of a model, as its name tells: {@code claude-3-7-sonnet-20250219} is 3.7, {@code claude-opus-4-20250514} 4.0.
 *
 * @param claude whether it is a Claude at all; other makers' servers speak this protocol too
 * @param major the first number of the name, 0 where there is none
 * @param minor the second, 0 where there is none
 * @see <a href="https://docs.claude.com/en/docs/about-claude/models/overview">Anthropic, Models overview</a>
 */
record ClaudeVersion(boolean claude, int major, int minor) {

    /** A number of more digits is a date. */
    private static final int LONGEST_NUMBER = 2;

    static ClaudeVersion of(String model) {
        List<Integer> numbers = new ArrayList<>();
        for (String word : model.split("[^A-Za-z0-9]", -1)) {
            boolean number = !word.isEmpty()
                    && word.length() <= LONGEST_NUMBER
                    && word.chars().allMatch(c -> c >= '0' && c <= '9');
            if (number) {
                numbers.add(Integer.parseInt(word));
            } else if (!numbers.isEmpty()) {
                break;
            }
        }
        return new ClaudeVersion(
                model.startsWith("claude"),
                numbers.isEmpty() ? 0 : numbers.get(0),
                numbers.size() < 2 ? 0 : numbers.get(1));
    }

    /** A name without a number is none of the old ones; of what came later with a generation it promises nothing. */
    Capabilities capabilities() {
        boolean sinceClaude3 = major == 0 || isFrom(3, 0);
        return claude
                ? new Capabilities(true, sinceClaude3, sinceClaude3, isFrom(3, 7), isFrom(4, 5))
                : new Capabilities(true, true, false, false, false);
    }

    private boolean isFrom(int thatMajor, int thatMinor) {
        return major > thatMajor || (major == thatMajor && minor >= thatMinor);
    }
}
