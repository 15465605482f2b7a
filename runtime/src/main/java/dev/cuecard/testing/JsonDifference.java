package dev.cuecard.testing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * A place at which two JSON values differ. The order of an object's members and the way a number is written make no
 * difference; a key that was taken out of the recorded one stands for any text.
 *
 * @param path where, {@code messages[0].content} for one; empty for the value as a whole
 * @param recorded the value recorded, null where there is none
 * @param asked the value asked for, null where there is none
 */
record JsonDifference(
        String path, @Nullable JsonNode recorded, @Nullable JsonNode asked) {

    private static final int EXCERPT = 60;
    private static final int BEFORE = 20;

    /**
     * Compares two values.
     *
     * @param recorded the one
     * @param asked the other
     * @param most how many differences are looked for
     * @return the differences, none if the values are equal
     */
    static List<JsonDifference> between(JsonNode recorded, JsonNode asked, int most) {
        List<JsonDifference> found = new ArrayList<>();
        compare("", recorded, asked, most, found);
        return found;
    }

    private static void compare(
            String path, @Nullable JsonNode recorded, @Nullable JsonNode asked, int most, List<JsonDifference> found) {
        if (found.size() >= most) {
            return;
        }
        if (recorded != null && asked != null) {
            if (recorded.isObject() && asked.isObject()) {
                Set<String> names = new LinkedHashSet<>(recorded.propertyNames());
                names.addAll(asked.propertyNames());
                for (String name : names) {
                    String member = path.isEmpty() ? name : path + "." + name;
                    compare(member, recorded.get(name), asked.get(name), most, found);
                }
                return;
            }
            if (recorded.isArray() && asked.isArray()) {
                for (int i = 0; i < Math.max(recorded.size(), asked.size()); i++) {
                    compare(path + "[" + i + "]", recorded.get(i), asked.get(i), most, found);
                }
                return;
            }
            if (sameValue(recorded, asked)) {
                return;
            }
        }
        found.add(new JsonDifference(path, recorded, asked));
    }

    private static boolean sameValue(JsonNode recorded, JsonNode asked) {
        if (recorded.isNumber() && asked.isNumber()) {
            BigDecimal number = recorded.decimalValue();
            return number.compareTo(asked.decimalValue()) == 0;
        }
        if (recorded.isString() && asked.isString()) {
            return sameText(recorded.stringValue(), asked.stringValue());
        }
        return recorded.equals(asked);
    }

    /** Whether a recorded text is the one that is asked for, but for keys that were taken out. */
    static boolean sameText(String recorded, String asked) {
        if (recorded.equals(asked) || !recorded.contains(KeyRemoval.MASK)) {
            return recorded.equals(asked);
        }
        int at = 0;
        int from = 0;
        for (int mask = recorded.indexOf(KeyRemoval.MASK); mask >= 0; mask = recorded.indexOf(KeyRemoval.MASK, from)) {
            String part = recorded.substring(from, mask);
            int found = asked.indexOf(part, at);
            if (found < 0 || (from == 0 && found > 0)) {
                return false;
            }
            at = found + part.length();
            from = mask + KeyRemoval.MASK.length();
        }
        String end = recorded.substring(from);
        return asked.length() - at >= end.length() && asked.endsWith(end);
    }

    /** How much it weighs, from 0 to 1: texts that have much in common are near each other. */
    double weight() {
        if (recorded == null || asked == null || !recorded.isString() || !asked.isString()) {
            return 1;
        }
        String one = recorded.stringValue();
        String other = asked.stringValue();
        int longer = Math.max(one.length(), other.length());
        int start = commonStart(one, other);
        int end = 0;
        int shorter = Math.min(one.length(), other.length());
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return 1 - (double) (start + end) / (longer + 1);
    }

    private static int commonStart(String one, String other) {
        int start = 0;
        while (start < Math.min(one.length(), other.length()) && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        return start;
    }

    /** A sentence's part for people. */
    String describe() {
        String where = path.isEmpty() ? "the body" : path;
        JsonNode was = recorded;
        JsonNode is = asked;
        if (was == null || is == null) {
            return where + ": "
                    + (was != null
                            ? "recorded " + excerpt(was, 0) + ", not asked for"
                            : "not recorded, asked for " + (is == null ? "nothing" : excerpt(is, 0)));
        }
        int from = was.isString() && is.isString() ? commonStart(was.stringValue(), is.stringValue()) : 0;
        return where + ": recorded " + excerpt(was, from) + ", asked for " + excerpt(is, from);
    }

    /** A value as JSON, long ones cut to what is around an index of their text. */
    private static String excerpt(JsonNode node, int from) {
        if (!node.isString()) {
            String json = TapeJson.compact(node);
            return json.length() <= EXCERPT ? json : json.substring(0, EXCERPT) + "…";
        }
        String text = node.stringValue();
        int start = text.length() <= EXCERPT ? 0 : Math.max(0, from - BEFORE);
        int end = Math.min(text.length(), start + EXCERPT);
        String shown = (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
        return TapeJson.compact(StringNode.valueOf(shown));
    }
}
