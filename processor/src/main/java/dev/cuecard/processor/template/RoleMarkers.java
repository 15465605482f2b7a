package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Speaker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The role markers of the braces syntax: a word in upper case and a colon that begin a line. A word that is nearly a
 * role, or one in another case alone on its line, is a fault: what it opens would silently be text of the message before.
 */
final class RoleMarkers {

    private static final String MESSAGES = "MESSAGES";

    private static final Map<String, Speaker> SPEAKERS = new LinkedHashMap<>();

    static {
        for (Speaker speaker : Speaker.values()) {
            SPEAKERS.put(speaker.name(), speaker);
        }
    }

    /** Words near a role that text may well begin a line with; where they stand alone they are misspelt roles. */
    private static final Set<String> ENGLISH = Set.of("USE", "USED", "USES", "DEVELOPED");

    private final List<Marker> found = new ArrayList<>();
    private final List<SyntaxFault> faults = new ArrayList<>();

    private RoleMarkers() {}

    /**
     * A marker.
     *
     * @param speaker whose message it opens, null if an input brings the messages
     * @param start where its line begins
     * @param end where its text begins
     */
    record Marker(@Nullable Speaker speaker, int start, int end) {}

    static RoleMarkers in(Layout layout) {
        RoleMarkers markers = new RoleMarkers();
        String text = layout.text();
        for (int start = 0; start >= 0; ) {
            markers.addLine(text, start, layout);
            int next = text.indexOf('\n', start);
            start = next < 0 ? -1 : next + 1;
        }
        return markers;
    }

    List<Marker> found() {
        return found;
    }

    List<SyntaxFault> faults() {
        return faults;
    }

    private void addLine(String text, int start, Layout layout) {
        int colon = start;
        while (colon < text.length() && isLetter(text.charAt(colon))) {
            colon++;
        }
        if (colon == start || colon == text.length() || text.charAt(colon) != ':') {
            return;
        }
        String word = text.substring(start, colon);
        if (word.equals(MESSAGES)) {
            found.add(new Marker(null, start, colon + 1));
        } else if (SPEAKERS.containsKey(word)) {
            found.add(new Marker(SPEAKERS.get(word), start, colon + 1));
        } else {
            int end = text.indexOf('\n', colon);
            boolean alone =
                    text.substring(colon + 1, end < 0 ? text.length() : end).isBlank();
            near(word, alone).ifPresent(role -> faults.add(unknownRole(word, role, layout.origin(start))));
        }
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Alone on its line a word in any case may be meant as a role; with text behind it, only one in upper case. */
    private static Optional<String> near(String word, boolean alone) {
        String upper = word.toUpperCase(Locale.ROOT);
        boolean isUpper = word.equals(upper);
        boolean isPlural = upper.endsWith("S") && SPEAKERS.containsKey(upper.substring(0, upper.length() - 1));
        boolean isText = isPlural || upper.equals("MESSAGE") || (!alone && (!isUpper || ENGLISH.contains(upper)));
        if (isText) {
            return Optional.empty();
        }
        List<String> roles = new ArrayList<>(SPEAKERS.keySet());
        if (isUpper) {
            roles.add(MESSAGES);
        }
        return Distance.nearest(upper, roles);
    }

    private static SyntaxFault unknownRole(String word, String role, int offset) {
        return new SyntaxFault(
                SyntaxFault.Kind.ROLE,
                offset,
                "There is no role '" + word + "'.",
                List.of(
                        "Did you mean " + role + ":?",
                        "A line opens a message with one of: SYSTEM:, DEVELOPER:, USER:, ASSISTANT:, MESSAGES:.",
                        "If this is plain text, begin the line with another character."),
                Optional.empty());
    }
}
