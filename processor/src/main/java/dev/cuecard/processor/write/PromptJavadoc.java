package dev.cuecard.processor.write;

/** The template as Javadoc shows it: whatever it says, it can neither end the comment nor be markup. */
final class PromptJavadoc {

    private static final int MOST_LINES = 40;
    private static final int WIDEST = 200;

    private PromptJavadoc() {}

    static String preformatted(String template) {
        StringBuilder javadoc = new StringBuilder("<pre>\n");
        String[] lines = template.strip().split("\\R", MOST_LINES + 1);
        for (int i = 0; i < lines.length && i < MOST_LINES; i++) {
            String line = lines[i].stripTrailing();
            javadoc.append(escaped(line.length() > WIDEST ? line.substring(0, WIDEST) + "…" : line))
                    .append('\n');
        }
        if (lines.length > MOST_LINES) {
            javadoc.append("…\n");
        }
        return javadoc.append("</pre>\n").toString();
    }

    private static String escaped(String line) {
        StringBuilder escaped = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '@' -> escaped.append("&#64;");
                case '\\' -> escaped.append("&#92;");
                case '/' -> escaped.append(i > 0 && line.charAt(i - 1) == '*' ? "&#47;" : "/");
                default -> escaped.append(Character.isISOControl(c) && c != '\t' ? '?' : c);
            }
        }
        return escaped.toString();
    }
}
