package dev.cuecard.examples;

import dev.cuecard.call.CallOptions;
import dev.cuecard.stream.ChunkStream;
import java.io.PrintStream;

/** Counts the words of a reply without keeping it: a reply of any length takes no more memory than a chunk. */
final class CountWords {

    private CountWords() {}

    static void run(Answers answers, String ingredient, PrintStream out) {
        Answer<?> who = answers.any();
        CallOptions keepNothing = CallOptions.defaults().accumulate(false);
        long words = 0;
        try (ChunkStream<?> stream =
                RecipeRecommenderPrompt.of(ingredient).with(who.client()).with(keepNothing).on(who.model()).stream()) {
            // Outside the loop: a word may begin in one chunk and end in the next.
            boolean inWord = false;
            for (String text : stream.text()) {
                for (int i = 0; i < text.length(); i++) {
                    boolean letter = !Character.isWhitespace(text.charAt(i));
                    if (letter && !inWord) {
                        words++;
                    }
                    inWord = letter;
                }
            }
            out.println(
                    words + " words, of which " + stream.result().join().text().length() + " characters were kept");
        }
    }
}
