package dev.cuecard.faults;

import dev.cuecard.message.ToolCall;
import dev.cuecard.provider.MockWriter.Reply;
import dev.cuecard.stream.FinishReason.Kind;
import dev.cuecard.stream.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** Replies of any content. */
final class Replies {

    /** Stands in each piece of text and nowhere else, for faults that must strike inside of one. */
    static final String MARK = "~";

    private static final String[] WORDS = {
        "It",
        " is",
        "so ",
        "\n\n",
        "\"",
        "\\",
        "\\u0041",
        "{",
        "}",
        "[",
        "data: x",
        "\r\n",
        "\t",
        "\u0000",
        "\u001f",
        "\u00e4\u00f6",
        "\u4f60\u597d",
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69",
        "\u2028",
        "\ufeff",
        "\uffff",
        "\ud834\udd1e",
        ": ping",
        "[DONE]",
        "<b>",
        "null"
    };

    private static final String[] ARGUMENTS = {
        "{}", "{\"at\":[1,2]}", "{\"q\":\"\u00fc \ud83d\ude00 \\\"\"}", "{\"a\":{\"b\":{\"c\":null}},\"d\":-1.5}"
    };

    private Replies() {}

    static Reply reply(Random random) {
        List<String> pieces = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            pieces.add(words(random) + MARK + (random.nextInt(12) == 0 ? "x".repeat(9_000) : words(random)));
        }
        List<String> reasoning = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            reasoning.add("Hm" + words(random));
        }
        List<ToolCall> calls = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            calls.add(new ToolCall(Optional.of("call_" + i), "look_" + i, ARGUMENTS[random.nextInt(ARGUMENTS.length)]));
        }
        Kind finish = calls.isEmpty() ? random.nextBoolean() ? Kind.STOP : Kind.LENGTH : Kind.TOOL_CALLS;
        return new Reply("some-model", pieces, "", calls, finish, usage(random), reasoning);
    }

    private static Usage usage(Random random) {
        return random.nextInt(4) == 0
                ? new Usage(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty())
                : new Usage(
                        OptionalLong.of(random.nextInt(1_000)),
                        OptionalLong.of(random.nextInt(1_000)),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty());
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            words.append(WORDS[random.nextInt(WORDS.length)]);
        }
        return words.toString();
    }
}
