package dev.cuecard.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The README, cut into its fenced blocks. */
final class Readme {

    private static final String FENCE = "```";

    private final String text;
    private final List<Block> blocks;

    /**
     * A fenced block.
     *
     * @param line the line in the README on which its content begins
     * @param language the word behind its fence
     * @param marker what the comment right above it says, or empty
     * @param content its lines
     */
    record Block(int line, String language, String marker, String content) {

        boolean isCode() {
            return language.equals("java");
        }
    }

    private Readme(String text, List<Block> blocks) {
        this.text = text;
        this.blocks = blocks;
    }

    static Readme read() throws IOException {
        return parse(Files.readString(root().resolve("README.md")));
    }

    /** The folder of the project, which the build names; an IDE starts tests in the module's own. */
    static Path root() {
        return Path.of(System.getProperty("cuecard.root", ".."));
    }

    private static Readme parse(String text) {
        List<Block> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        int i = 0;
        while (i < lines.size()) {
            if (!lines.get(i).startsWith(FENCE)) {
                i++;
                continue;
            }
            int begin = i + 1;
            int end = begin + lines.subList(begin, lines.size()).indexOf(FENCE);
            if (end < begin) {
                throw new IllegalStateException("README.md:" + begin + ": this block has no end");
            }
            blocks.add(new Block(
                    begin + 1,
                    lines.get(i).substring(FENCE.length()).strip(),
                    marker(i == 0 ? "" : lines.get(i - 1)),
                    String.join("\n", lines.subList(begin, end))));
            i = end + 1;
        }
        return new Readme(text, blocks);
    }

    private static String marker(String lineAbove) {
        return lineAbove.startsWith("<!--") && lineAbove.endsWith("-->")
                ? lineAbove
                        .substring("<!--".length(), lineAbove.length() - "-->".length())
                        .strip()
                : "";
    }

    String text() {
        return text;
    }

    List<Block> blocks() {
        return blocks;
    }
}
