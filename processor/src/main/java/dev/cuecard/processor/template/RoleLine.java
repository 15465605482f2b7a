package dev.cuecard.processor.template;

import dev.cuecard.processor.template.Template.Open;
import dev.cuecard.processor.template.Template.Speaker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A role alone on its line, or what is nearly one: {@code user[name="Ann"]:}, with blanks and a {@code #} before it if
 * need be (Prompty's rule). What is faulty opens the message that it seems to mean all the same, so that one fault does
 * not bring others.
 *
 * @param open what it opens
 * @param fault what is wrong, if anything is
 */
record RoleLine(Open open, Optional<SyntaxFault> fault) {

    private static final Map<String, Speaker> SPEAKERS = new LinkedHashMap<>();

    static {
        for (Speaker speaker : Speaker.values()) {
            SPEAKERS.put(speaker.name().toLowerCase(Locale.ROOT), speaker);
        }
    }

    /** Words near a role, besides its plural, that stand alone above a list or a paragraph. */
    private static final Set<String> ENGLISH =
            Set.of("use", "used", "uses", "developed", "developing", "development", "assistance");

    private static final String LISTED =
            "A line opens a message with nothing but one of: system:, developer:, user:, assistant:.";
    private static final String TO_KEEP =
            "If this is plain text, let more stand on its line, a dash before it for one.";

    /**
     * Reads what stands on a line.
     *
     * @param text a text that holds it
     * @param start where it begins
     * @param end where it ends, its line end left out
     * @param origin where the text's first character was written
     */
    static Optional<RoleLine> in(String text, int start, int end, int origin) {
        int wordStart = Lines.skipBlanks(text, start, end);
        if (wordStart < end && text.charAt(wordStart) == '#') {
            wordStart = Lines.skipBlanks(text, wordStart + 1, end);
        }
        int wordEnd = wordStart;
        while (wordEnd < end && isLetter(text.charAt(wordEnd))) {
            wordEnd++;
        }
        String word = text.substring(wordStart, wordEnd);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        int bracket = Lines.skipBlanks(text, wordEnd, end);
        if (bracket == end || text.charAt(bracket) != '[') {
            return isColon(text, wordEnd, end) ? opened(word, Map.of(), origin + wordStart) : Optional.empty();
        }
        RoleAttributes attributes = RoleAttributes.read(text, bracket, end);
        String wrong = attributes.wrong();
        int at = attributes.position();
        if (wrong == null) {
            return isColon(text, at, end) ? opened(word, attributes.values(), origin + wordStart) : Optional.empty();
        }
        Speaker speaker = SPEAKERS.get(word.toLowerCase(Locale.ROOT));
        if (speaker == null || bracket > wordEnd || !isBracketed(text, bracket, end)) {
            return Optional.empty();
        }
        SyntaxFault fault = new SyntaxFault(
                SyntaxFault.Kind.ROLE,
                origin + at,
                wrong,
                List.of("A role with attributes is written so: " + word + "[name=\"Ann\", id=7]:", TO_KEEP));
        return Optional.of(new RoleLine(new Open(speaker, Map.of(), origin + wordStart), Optional.of(fault)));
    }

    private static Optional<RoleLine> opened(String word, Map<String, Object> attributes, int offset) {
        String lower = word.toLowerCase(Locale.ROOT);
        Speaker speaker = SPEAKERS.get(lower);
        if (speaker != null) {
            return Optional.of(new RoleLine(new Open(speaker, attributes, offset), Optional.empty()));
        }
        boolean isPlural = lower.endsWith("s") && SPEAKERS.containsKey(lower.substring(0, lower.length() - 1));
        if (isPlural || ENGLISH.contains(lower)) {
            return Optional.empty();
        }
        return Distance.nearest(lower, SPEAKERS.keySet())
                .flatMap(near -> Optional.ofNullable(SPEAKERS.get(near))
                        .map(meant -> new RoleLine(
                                new Open(meant, attributes, offset), Optional.of(unknown(word, near, offset)))));
    }

    private static SyntaxFault unknown(String word, String near, int offset) {
        return new SyntaxFault(
                SyntaxFault.Kind.ROLE,
                offset,
                "There is no role '" + word + "'.",
                List.of("Did you mean " + near + ":?", LISTED, TO_KEEP));
    }

    private static boolean isLetter(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Returns whether a colon and nothing else is left. */
    private static boolean isColon(String text, int from, int end) {
        int colon = Lines.skipBlanks(text, from, end);
        return colon < end && text.charAt(colon) == ':' && Lines.skipBlanks(text, colon + 1, end) == end;
    }

    /** Returns whether brackets with something faulty in them can only be meant as attributes: a colon ends the line. */
    private static boolean isBracketed(String text, int bracket, int end) {
        String rest = text.substring(bracket, end).stripTrailing();
        if (!rest.endsWith(":")) {
            return false;
        }
        String brackets = rest.substring(0, rest.length() - 1).stripTrailing();
        return brackets.endsWith("]") || brackets.indexOf(']') < 0;
    }
}
