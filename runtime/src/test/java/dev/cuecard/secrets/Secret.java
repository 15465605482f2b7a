package dev.cuecard.secrets;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A key that is new in each run, so that nothing else can look like it. Its marks are runs of letters and digits, which JSON,
 * URLs and HTML write as they are, whatever becomes of the characters between them: where eight characters of a mark are
 * found, the key or a half of it has got out.
 */
final class Secret {

    private static final String ALPHABET = "abcdefghijkmnopqrstuvwxyz0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int MARK = 14;
    private static final int WINDOW = 8;

    private final String value;
    private final List<String> needles;

    private Secret(String value, List<String> needles) {
        this.value = value;
        this.needles = needles;
    }

    /** A key of this shape, with a mark in place of each {@code ?}. */
    static Secret shaped(String shape) {
        SecureRandom random = new SecureRandom();
        StringBuilder value = new StringBuilder();
        List<String> needles = new ArrayList<>();
        for (int at = 0; at < shape.length(); at++) {
            char c = shape.charAt(at);
            if (c != '?') {
                value.append(c);
                continue;
            }
            StringBuilder mark = new StringBuilder();
            for (int i = 0; i < MARK; i++) {
                mark.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            value.append(mark);
            addNeedles(needles, mark.toString());
        }
        return new Secret(
                value.toString(),
                needles.stream().map(needle -> needle.toLowerCase(Locale.ROOT)).toList());
    }

    /** A mark in pieces, in hexadecimal, and in Base64 behind any number of other bytes. */
    private static void addNeedles(List<String> needles, String mark) {
        for (int start = 0; start + WINDOW <= mark.length(); start++) {
            needles.add(mark.substring(start, start + WINDOW));
        }
        byte[] bytes = mark.getBytes(StandardCharsets.US_ASCII);
        needles.add(HexFormat.of().formatHex(bytes, 0, WINDOW));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String base64 = Base64.getEncoder().encodeToString(shifted);
            // Without the characters that the neighbours have a share in.
            needles.add(base64.substring(before == 0 ? 0 : before + 1, shifted.length * 4 / 3));
        }
    }

    /** A key as OpenAI gives it out, and likewise below. */
    static Secret ofOpenAi() {
        return shaped("sk-proj-?-?_T3Bl?");
    }

    static Secret ofAnthropic() {
        return shaped("sk-ant-api03-?_?-AA");
    }

    static Secret ofGoogle() {
        return shaped("AIza?-?");
    }

    /** A key without any usual beginning, as of Azure or of a server of one's own; it begins like a number of HTTP's. */
    static Secret plain() {
        return shaped("d??");
    }

    /** A key of which JSON, URLs and HTML each write something in another way. */
    static Secret twisted() {
        return shaped("c?/+=&\"\\%<>'?:~#?");
    }

    boolean isTwisted() {
        return value.contains("&");
    }

    String value() {
        return value;
    }

    /** The part of a text that gives the key away. */
    Optional<String> in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String needle : needles) {
            int at = lower.indexOf(needle);
            if (at >= 0) {
                return Optional.of(text.substring(Math.max(0, at - 80), Math.min(text.length(), at + 60)));
            }
        }
        return Optional.empty();
    }

    /** Tells one key from another in the names of tests, without showing it. */
    @Override
    public String toString() {
        return isTwisted() ? "twisted" : value.substring(0, 4).startsWith("sk-") ? "sk-" : "key";
    }
}
