package dev.cuecard.examples;

import dev.cuecard.anthropic.AnthropicChunk;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;

/** Shows the events of Anthropic's stream: the thinking, the text, and how many events of which type there were. */
final class InspectAnthropic {

    private InspectAnthropic() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<AnthropicChunk> who = answers.anthropic();
        Map<String, Integer> counts = new TreeMap<>();
        boolean thinking = false;
        try (ChunkStream<AnthropicChunk> stream = ThoughtfulChefPrompt.of(ingredient).with(who.client()).stream()) {
            for (AnthropicChunk chunk : stream) {
                counts.merge(chunk.eventType(), 1, Integer::sum);
                String thought = chunk.delta().reasoning();
                if (!thought.isEmpty() && !thinking) {
                    out.println("[thinking]");
                    thinking = true;
                }
                if (!chunk.content().isEmpty() && thinking) {
                    out.println();
                    out.println("[answer]");
                    thinking = false;
                }
                out.print(thought + chunk.content());
            }
            out.println();
            counts.forEach((type, count) -> out.println(type + ": " + count));
        }
    }
}
